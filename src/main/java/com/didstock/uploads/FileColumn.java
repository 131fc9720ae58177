package com.didstock.uploads;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a column of the file can mean, and the names it goes by: ours, PortaSwitch's, and those of its API. */
enum FileColumn {
    NUMBER("Number", "DID number", "DID", "Phone number", "E164", "Telephone number", "TN"),
    VENDOR_BATCH("DID vendor batch", "Vendor batch", "Vendor batch name", "i_dv_batch"),
    ACTIVATION_FEE("Activation fee", "Activation cost", "Setup fee", "Setup cost", "NRC"),
    PERIODIC_FEE("Periodic fee", "Recurring cost", "Recurring fee", "Monthly fee", "Monthly cost", "MRC"),
    DESCRIPTION("Description", "DID description"),
    RELEASED("Released date", "Release date", "Released", "Released at"),
    FREE_OF_CHARGE("Free of charge", "Free"),
    COUNTRY("Country", "Country code", "Country ISO", "ISO"),
    AREA("Area", "Area name", "City"),
    GROUP("DID group", "Group", "Group name"),
    FROZEN("Frozen");

    /** Columns without which no row can be imported; all but the number may be given once for all rows. */
    static final List<FileColumn> MANDATORY = List.of(NUMBER, VENDOR_BATCH, ACTIVATION_FEE, PERIODIC_FEE);

    private static final Map<String, FileColumn> BY_NAME = byName();

    private final String title;
    private final List<String> alsoCalled;

    FileColumn(String title, String... alsoCalled) {
        this.title = title;
        this.alsoCalled = List.of(alsoCalled);
    }

    /** {@return the name to write into a file} */
    String title() {
        return title;
    }

    /** {@return what a header cell means; null if nothing here} */
    static @Nullable FileColumn named(String header) {
        return BY_NAME.get(normal(header));
    }

    private static Map<String, FileColumn> byName() {
        var names = new HashMap<String, FileColumn>();
        for (var column : values()) {
            names.put(normal(column.title), column);
            column.alsoCalled.forEach(name -> names.put(normal(name), column));
        }
        return Map.copyOf(names);
    }

    // "Vendor Batch", "vendor_batch" and "vendorBatch" are one name.
    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
