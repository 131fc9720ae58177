package com.didstock.uploads;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file may name: the uploader's own vendor batches and DID groups, by their names in lower case; of existing stock,
 * also its pricing batches and the tenants below it.
 */
record Stock(
        Map<String, Batch> vendorBatches,
        Map<String, Integer> groups,
        Map<String, Integer> pricingBatches,
        Holders holders) {

    /**
     * A vendor batch.
     *
     * @param currency of all its numbers' fees, ISO 4217
     */
    record Batch(int id, String currency) {}

    @Nullable
    Batch vendorBatch(String name) {
        return vendorBatches.get(name.toLowerCase(Locale.ROOT));
    }

    @Nullable
    Integer pricingBatch(String name) {
        return pricingBatches.get(name.toLowerCase(Locale.ROOT));
    }

    @Nullable
    Integer group(String name) {
        return groups.get(name.toLowerCase(Locale.ROOT));
    }
}
