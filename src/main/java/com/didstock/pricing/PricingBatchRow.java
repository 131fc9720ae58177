package com.didstock.pricing;

import com.didstock.tenancy.HeldNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the DID Pricing page.
 *
 * @param onDemandVendor name of the vendor that is ordered from; null for an inventoried batch
 * @param numbers what lies in it; its revenue is that of the numbers given out
 * @param belowCost how many of the numbers looked at, at most 50,000, are priced for less a month than they cost and are
 *     not meant to be free of charge
 * @param assignedTo names of the children it is assigned to
 */
public record PricingBatchRow(
        PricingBatch batch,
        @Nullable String onDemandVendor,
        HeldNumbers numbers,
        int belowCost,
        List<String> assignedTo) {

    public PricingBatchRow {
        assignedTo = List.copyOf(assignedTo);
    }

    public int id() {
        return batch.id();
    }

    public BatchTerms terms() {
        return batch.terms();
    }
}
