package com.didstock.uploads;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the person uploading says besides the file.
 *
 * @param vendorBatch name of the vendor batch of all rows that name none; null if every row must
 * @param activationFee of all rows that have none, in the vendor batch's currency; null if every row must have one
 * @param periodicFee a month, of all rows that have none; null if every row must have one
 * @param zone in which released dates are meant
 * @param defaultCountry ISO 3166-1 alpha-2 code of the country whose national numbers are understood; null for none
 * @param batchNames names of vendor batches as the file has them, and the names of those that are meant
 * @param existingStock whether the rows also say who holds the numbers, who uses them and since when: of one who moves in
 */
public record UploadOptions(
        @Nullable String vendorBatch,
        @Nullable BigDecimal activationFee,
        @Nullable BigDecimal periodicFee,
        ZoneId zone,
        @Nullable String defaultCountry,
        Map<String, String> batchNames,
        boolean existingStock) {

    public UploadOptions {
        batchNames = Map.copyOf(batchNames);
    }

    /** Options for a file that calls vendor batches by their names. */
    public UploadOptions(
            @Nullable String vendorBatch,
            @Nullable BigDecimal activationFee,
            @Nullable BigDecimal periodicFee,
            ZoneId zone,
            @Nullable String defaultCountry) {
        this(vendorBatch, activationFee, periodicFee, zone, defaultCountry, Map.of(), false);
    }

    /** {@return the same, but for what the file's names of vendor batches stand for} */
    public UploadOptions withBatchNames(Map<String, String> names) {
        return new UploadOptions(vendorBatch, activationFee, periodicFee, zone, defaultCountry, names, existingStock);
    }

    /** {@return the same, but for a file of existing stock} */
    public UploadOptions ofExistingStock() {
        return new UploadOptions(vendorBatch, activationFee, periodicFee, zone, defaultCountry, batchNames, true);
    }

    /** {@return options for a file in which every row says everything} */
    public static UploadOptions ofFile(ZoneId zone) {
        return new UploadOptions(null, null, null, zone, null);
    }

    /** {@return whether an amount can be a fee: not negative, below a billion, at most five decimals} */
    public static boolean isFee(BigDecimal amount) {
        return Fees.check(amount) instanceof Fees.Reading.Amount;
    }
}
