package com.didstock.provisioning;

import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import org.jspecify.annotations.Nullable;

/** Why a softswitch's list can't be compared. */
public enum ComparisonRefusal implements RefusalReason {
    /** More bytes than allowed. Argument: the limit in MB. */
    TOO_BIG,
    /** No column is named as one of numbers. */
    NO_NUMBERS,
    /** Two columns mean the same. Arguments: their names. */
    COLUMN_TWICE,
    /** A header and nothing below it. */
    HEADER_ONLY,
    /** The connection ended before the file did. */
    INTERRUPTED,
    /** Too many lists are being compared at the moment. */
    BUSY;

    @Override
    public String textKey() {
        return "provisioning.comparison.refused." + name();
    }

    @Override
    public @Nullable String field() {
        return "file";
    }

    RefusedException because(Object... arguments) {
        return new RefusedException(this, arguments);
    }
}
