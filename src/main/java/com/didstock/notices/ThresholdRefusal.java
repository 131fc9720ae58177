package com.didstock.notices;

import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import org.jspecify.annotations.Nullable;

/** Why there is no such threshold of stock. */
public enum ThresholdRefusal implements RefusalReason {
    COUNTRY_UNKNOWN("country"),
    /** Argument: the most characters. */
    AREA_TOO_LONG("area"),
    BATCH_NOT_THERE("pricingBatch"),
    /** Arguments: the fewest and the most that can be said. */
    FEWEST_OUT_OF_RANGE("fewest"),
    SAID_ALREADY(null),
    /** Argument: how many there can be. */
    TOO_MANY(null);

    private final @Nullable String field;

    ThresholdRefusal(@Nullable String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "notices.threshold.refusal." + name();
    }

    @Override
    public @Nullable String field() {
        return field;
    }

    void when(boolean wrong, Object... arguments) {
        if (wrong) {
            throw new RefusedException(this, arguments);
        }
    }
}
