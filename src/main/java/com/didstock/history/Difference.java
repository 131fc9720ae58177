package com.didstock.history;

import org.jspecify.annotations.Nullable;

/**
 * One thing that changed.
 *
 * @param before null: nothing, or the number was not held
 * @param after null: nothing, or the number is no longer held
 */
public record Difference(
        Property property, @Nullable Fact before, @Nullable Fact after) {

    /** What of a number changed. */
    public enum Property {
        STATUS,
        UNTIL,
        HELD_BY,
        PRICING_BATCH,
        GROUP,
        DESCRIPTION,
        IN_USE,
        /** Which account uses it, as its ID or an alias. */
        ACCOUNT,
        /** Why it was done; only as after. */
        REASON,
        RECURRING_COST,
        RECURRING_REVENUE
    }
}
