package com.didstock.history;

import com.didstock.tenancy.RefusalReason;

/** Why the past is not told. */
public enum HistoryRefusal implements RefusalReason {
    /** Nobody knows who will hold the number. */
    DAY_TO_COME("on");

    private final String field;

    HistoryRefusal(String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "activity.refusal." + name();
    }

    @Override
    public String field() {
        return field;
    }
}
