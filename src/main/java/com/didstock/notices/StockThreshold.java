package com.didstock.notices;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many numbers a tenant wants to have free. What is not said does not narrow it.
 *
 * @param pricingBatch name of one of its pricing batches
 * @param toldAt since when it is told that there are fewer; null: there are not, or it was not looked yet
 */
public record StockThreshold(
        int id,
        Terms terms,
        @Nullable String pricingBatch,
        @Nullable Instant toldAt) {

    /**
     * What a tenant says of one.
     *
     * @param country ISO 3166-1 alpha-2
     * @param area part of an area's name, in any case
     * @param pricingBatchId one of its pricing batches
     * @param fewest the fewest that are to be free
     */
    public record Terms(
            @Nullable String country,
            @Nullable String area,
            @Nullable Integer pricingBatchId,
            int fewest) {}
}
