package com.didstock.uploads;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a column of a file can mean, and the names it goes by: ours, PortaSwitch's, and those of its API and of vendors. */
public enum FileColumn {
    NUMBER(
            "Number",
            "DID number",
            "DID numbers",
            "DID",
            "DIDs",
            "Phone number",
            "Phone",
            "E164",
            "E164 number",
            "Telephone number",
            "Telephone",
            "TN",
            "MSISDN",
            "Rufnummer",
            "Nummer"),
    VENDOR_BATCH(
            "DID vendor batch",
            "Vendor batch",
            "Vendor batch name",
            "DID vendor batch name",
            "Owner batch",
            "i_dv_batch",
            "Batch",
            "Lieferantencharge"),
    ACTIVATION_FEE(
            "Activation fee",
            "Activation cost",
            "Activation",
            "Setup fee",
            "Setup cost",
            "Setup",
            "Setup price",
            "Install fee",
            "One time fee",
            "NRC",
            "OTC",
            "Einrichtungsgebühr"),
    PERIODIC_FEE(
            "Periodic fee",
            "Recurring cost",
            "Recurring fee",
            "Recurring",
            "Monthly fee",
            "Monthly cost",
            "Monthly",
            "Monthly price",
            "Monthly charge",
            "MRC",
            "Monatsgebühr"),
    DESCRIPTION("Description", "DID description", "Comment", "Note", "Notes", "Beschreibung"),
    RELEASED("Released date", "Release date", "Released", "Released at", "Free since"),
    FREE_OF_CHARGE("Free of charge", "Free", "No charge", "Kostenlos"),
    COUNTRY("Country", "Country code", "Country ISO", "ISO", "Country name", "Land"),
    AREA("Area", "Area name", "City", "Rate center", "Rate centre", "Locality", "Region", "Country area", "Ort"),
    GROUP("DID group", "Group", "Group name", "DID group name", "Gruppe"),
    FROZEN("Frozen", "Is frozen"),
    /** From here on: of existing stock only. Who holds the number: the names of the tenants that lead there. */
    HOLDER("Holder", "Holder path", "Holding tenant", "Inhaber"),
    PRICING_BATCH("Pricing batch", "DID pricing batch", "Pricing batch name", "i_did_batch", "Preisgruppe"),
    /** What the first tenant below pays once. */
    ACTIVATION_REVENUE("Activation revenue", "Activation price"),
    /** What the first tenant below pays a month. */
    RECURRING_REVENUE("Recurring revenue", "Recurring price"),
    /** The ID of the customer's account: the number itself, or another one whose alias the number is. */
    ACCOUNT("Account", "Account ID", "Alias of", "i_account", "Konto"),
    IN_USE_SINCE("In use since", "Used since", "In Benutzung seit"),
    AGING_UNTIL("Aging until", "In quarantine until", "In Quarantäne bis"),
    OBTAINED("Obtained on", "Obtained", "Bought on", "Bezogen am"),
    STATUS("Status", "State");

    /** Columns without which no row can be imported; all but the number may be given once for all rows. */
    public static final List<FileColumn> MANDATORY = List.of(NUMBER, VENDOR_BATCH, ACTIVATION_FEE, PERIODIC_FEE);

    /** What only existing stock says; a file of new numbers may have such columns, and nothing is read from them. */
    public static final Set<FileColumn> OF_EXISTING_STOCK = Set.copyOf(EnumSet.range(HOLDER, STATUS));

    private static final Map<String, FileColumn> BY_NAME = byName();

    private final String title;
    private final List<String> alsoCalled;

    FileColumn(String title, String... alsoCalled) {
        this.title = title;
        this.alsoCalled = List.of(alsoCalled);
    }

    /** {@return the name to write into a file} */
    public String title() {
        return title;
    }

    /** {@return the other names that are understood} */
    public List<String> alsoCalled() {
        return alsoCalled;
    }

    /** {@return what the columns of a file may mean} */
    public static List<FileColumn> of(boolean existingStock) {
        return Arrays.stream(values())
                .filter(column -> existingStock || !OF_EXISTING_STOCK.contains(column))
                .toList();
    }

    /** {@return what a header cell means; null if nothing here} */
    static @Nullable FileColumn named(String header) {
        return header.length() > 100 ? null : BY_NAME.get(normal(header));
    }

    static boolean isNamed(String header) {
        return named(header) != null;
    }

    private static Map<String, FileColumn> byName() {
        var names = new HashMap<String, FileColumn>();
        for (var column : values()) {
            names.put(normal(column.title), column);
            column.alsoCalled.forEach(name -> names.put(normal(name), column));
        }
        return Map.copyOf(names);
    }

    // "Vendor Batch", "vendor_batch" and "vendorBatch" are one name, "Number *" and "Activation fee (USD)" are what
    // they say.
    static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("\\(.*?\\)", "").replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
