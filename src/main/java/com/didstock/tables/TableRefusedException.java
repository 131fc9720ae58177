package com.didstock.tables;

import com.didstock.tenancy.RefusedException;

/** A file can't be read as a table, or not to its end. */
public class TableRefusedException extends RefusedException {

    private final TableRefusal reason;

    TableRefusedException(TableRefusal reason, Object... arguments) {
        super(reason, arguments);
        this.reason = reason;
    }

    @Override
    public TableRefusal reason() {
        return reason;
    }
}
