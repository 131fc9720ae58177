package com.didstock.internalnumbers;

import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import org.jspecify.annotations.Nullable;

/** Why internal numbers can't be taken, or given back, or a range can't be so. */
public enum InternalRefusal implements RefusalReason {
    /** Somebody took it a moment ago. Argument: the number. */
    TAKEN("numbers"),
    /** It is of no range that the customer takes from. */
    NOT_OFFERED("numbers"),
    /** Argument: the most that the customer may hold. */
    LIMIT("numbers"),
    NONE_CHOSEN("numbers"),
    /** Argument: the most at once. */
    TOO_MANY("numbers"),
    /** An account uses it, or the customer does not hold it any more. */
    IN_USE("numbers"),
    /** 3 to 6 digits. */
    NOT_INTERNAL("first"),
    /** First and last number have not the same number of digits. */
    LENGTHS_DIFFER("last"),
    LAST_BEFORE_FIRST("last"),
    OVERLAP("first"),
    NOT_A_RESELLER("blockFor"),
    /** Numbers of the range are taken. */
    RANGE_IN_USE(null),
    /** Argument: the highest limit there is. */
    LIMIT_OUT_OF_RANGE("most");

    private final @Nullable String field;

    InternalRefusal(@Nullable String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "internal.refusal." + name();
    }

    @Override
    public @Nullable String field() {
        return field;
    }

    RefusedException because(Object... arguments) {
        return new RefusedException(this, arguments);
    }
}
