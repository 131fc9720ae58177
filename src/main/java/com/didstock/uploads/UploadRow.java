package com.didstock.uploads;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import would do with one number of a checked file.
 *
 * @param entry its place among the file's numbers, from 0 on; a range of the file is many
 * @param line of the file, its first line being 1
 * @param vendorBatch name of the batch it would lie in
 * @param activationCost once, in {@code currency}; null if it has none
 * @param recurringCost a month, in {@code currency}; null if it has none
 * @param holder who would hold it, of existing stock: the names that lead there; empty if the uploader itself
 * @param account whose ID the account would have that uses it; empty if none does
 * @param changes what would be another than it is; empty unless it is {@link Kind#CHANGED}
 */
public record UploadRow(
        int entry,
        int line,
        String number,
        Kind kind,
        String vendorBatch,
        @Nullable BigDecimal activationCost,
        @Nullable BigDecimal recurringCost,
        String currency,
        @Nullable String country,
        @Nullable String area,
        String description,
        String holder,
        String account,
        List<Difference> changes) {

    /** What becomes of a number. */
    public enum Kind {
        /** Comes into stock. */
        NEW,
        /** Is in stock, and would be as the file says. */
        CHANGED,
        /** Is in stock, and stays as it is. */
        UNCHANGED,
        /** Is in stock, and can't be changed: the import reports why. */
        REFUSED
    }

    /** What can differ. */
    public enum Part {
        VENDOR_BATCH,
        ACTIVATION_COST,
        RECURRING_COST,
        CURRENCY,
        DESCRIPTION,
        RELEASED,
        GROUP,
        COUNTRY,
        AREA,
        FREE_OF_CHARGE,
        STATUS
    }

    /**
     * One thing that would be another.
     *
     * @param before empty if it was nothing
     * @param after empty if it becomes nothing
     */
    public record Difference(Part part, String before, String after) {}

    public UploadRow {
        changes = List.copyOf(changes);
    }
}
