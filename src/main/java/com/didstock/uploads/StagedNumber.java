package com.didstock.uploads;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number of the file with all that its row says of it, ready to be staged.
 *
 * @param terms what the row says, shared by all numbers of a range
 * @param country ISO 3166-1 alpha-2; null: of no country
 * @param saysCountry whether the file says the country; otherwise it is the number's own
 * @param saysArea whether the file says the area
 */
record StagedNumber(
        String number,
        Terms terms,
        @Nullable String country,
        @Nullable String area,
        String type,
        String numberClass,
        boolean saysCountry,
        boolean saysArea) {

    /**
     * What a row says of all its numbers; null is what it leaves blank.
     *
     * @param ifNew what is wrong with the row unless its number is in stock: there, a blank leaves it as it is
     * @param existing what it says of stock that was there before; null of any other file
     * @param released when the numbers last left a customer; for a new number, blank means never
     */
    record Terms(
            int line,
            @Nullable Integer vendorBatchId,
            @Nullable BigDecimal activationFee,
            @Nullable BigDecimal periodicFee,
            @Nullable String description,
            @Nullable Instant released,
            @Nullable Boolean freeOfCharge,
            @Nullable Integer groupId,
            @Nullable Boolean frozen,
            List<UploadProblem> ifNew,
            @Nullable ExistingStock existing) {}
}
