package com.didstock.oversight;

import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import org.jspecify.annotations.Nullable;

/** Why support access is not given, or not had. */
public enum SupportRefusal implements RefusalReason {
    /** Arguments: the fewest and the most hours. */
    TIME_NOT_POSSIBLE("hours"),
    /** The tenant gave no grant, it is over, or it was taken back. */
    NO_GRANT("tenant");

    private final String field;

    SupportRefusal(String field) {
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
