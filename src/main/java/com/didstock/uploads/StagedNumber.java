package com.didstock.uploads;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A number of the file with all that its row says of it, ready to be staged.
 *
 * @param terms what the row says, shared by all numbers of a range
 * @param country ISO 3166-1 alpha-2; null: of no country
 */
record StagedNumber(
        String number,
        Terms terms,
        @Nullable String country,
        @Nullable String area,
        String type,
        String numberClass) {

    /**
     * What a row says of all its numbers.
     *
     * @param released when the numbers last left a customer; null: never used
     */
    record Terms(
            int line,
            int vendorBatchId,
            BigDecimal activationFee,
            BigDecimal periodicFee,
            String description,
            @Nullable Instant released,
            boolean freeOfCharge,
            @Nullable Integer groupId,
            boolean frozen) {}
}
