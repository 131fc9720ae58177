package com.didstock.assignment;

import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import org.jspecify.annotations.Nullable;

/** Why numbers are not made to rest so long. */
public enum AgingRefusal implements RefusalReason {
    /** Arguments: the fewest and the most days. */
    DAYS_OUT_OF_RANGE;

    @Override
    public String textKey() {
        return "assignment.aging.refusal." + name();
    }

    @Override
    public @Nullable String field() {
        return "days";
    }

    void when(boolean wrong, Object... arguments) {
        if (wrong) {
            throw new RefusedException(this, arguments);
        }
    }
}
