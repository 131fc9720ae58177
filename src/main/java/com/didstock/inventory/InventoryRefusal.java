package com.didstock.inventory;

import com.didstock.tenancy.RefusalReason;
import org.jspecify.annotations.Nullable;

/** Why a number can't be edited as asked. */
public enum InventoryRefusal implements RefusalReason {
    /** Argument: the most characters. */
    DESCRIPTION_TOO_LONG("description");

    private final String field;

    InventoryRefusal(String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "inventory.refusal." + name();
    }

    @Override
    public @Nullable String field() {
        return field;
    }
}
