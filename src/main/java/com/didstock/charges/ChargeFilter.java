package com.didstock.charges;

import org.jspecify.annotations.Nullable;

/**
 * Which of a month's charges. All parts must hold; null leaves one out.
 *
 * @param text a number as typed, in the language of the inventory's search
 * @param earned only what one earns, or only what one pays
 * @param childId only what this child pays
 * @param batchId only what this pricing batch of one's own earns
 */
public record ChargeFilter(
        String text,
        @Nullable Boolean earned,
        @Nullable Integer childId,
        @Nullable Integer batchId,
        @Nullable ChargeKind kind) {

    public static final ChargeFilter EVERYTHING = new ChargeFilter("", null, null, null, null);

    public ChargeFilter withText(String wanted) {
        return new ChargeFilter(wanted, earned, childId, batchId, kind);
    }

    public ChargeFilter withEarned(@Nullable Boolean wanted) {
        return new ChargeFilter(text, wanted, childId, batchId, kind);
    }

    public ChargeFilter withKind(@Nullable ChargeKind wanted) {
        return new ChargeFilter(text, earned, childId, batchId, wanted);
    }

    public ChargeFilter withChild(@Nullable Integer wanted) {
        return new ChargeFilter(text, earned, wanted, batchId, kind);
    }
}
