package com.didstock.assignment;

import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import org.jspecify.annotations.Nullable;

/** Why children can't be moved as asked. */
public enum ChildMoveRefusal implements RefusalReason {
    /** Some numbers were loaded by the tenant they have them from, so nobody else can supply them; argument: how many. */
    LOADED_THERE("from"),
    /** The batch is for customers, in another currency than the new parent, or named none; argument: how many numbers. */
    BATCH_DOES_NOT_FIT("pricingBatch"),
    /** The new parent has a child of this name; argument: the name. */
    NAME_TAKEN("to"),
    /** The tree would be deeper than it may be. */
    TOO_DEEP("to"),
    /** More numbers than one transaction takes; argument: the limit. */
    TOO_MANY("from");

    private final String field;

    ChildMoveRefusal(String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "customers.move.refusal." + name();
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
