package com.didstock.pricing;

/**
 * A pricing batch as it stands.
 *
 * @param version changes with every change of the batch; an update names the one it read
 * @param terms with the rounding filled in
 */
public record PricingBatch(int id, int version, BatchTerms terms) {

    public String name() {
        return terms.name();
    }
}
