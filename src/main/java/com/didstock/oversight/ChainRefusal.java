package com.didstock.oversight;

import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import org.jspecify.annotations.Nullable;

/** Why a chain is not looked up. */
public enum ChainRefusal implements RefusalReason {
    NUMBER_NOT_READABLE("number"),
    /** Arguments: the fewest and the most characters. */
    REASON_MISSING("reason"),
    /** Nobody knows who will hold the number. */
    DAY_TO_COME("on");

    private final String field;

    ChainRefusal(String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "oversight.refusal." + name();
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
