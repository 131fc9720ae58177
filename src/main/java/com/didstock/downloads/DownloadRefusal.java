package com.didstock.downloads;

import com.didstock.tenancy.RefusalReason;
import org.jspecify.annotations.Nullable;

/** Why a file can't be written as asked. */
public enum DownloadRefusal implements RefusalReason {
    /** Others of the tenant, or of the portal, are downloading. Argument: how many of a tenant may at once. */
    BUSY(null),
    /** Only a search with few enough hits can be sorted by this. Argument: how many. */
    TOO_MANY_TO_SORT("sort"),
    /** Whole chains are told only with a reason. Arguments: the fewest and the most characters. */
    REASON_MISSING("reason");

    private final @Nullable String field;

    DownloadRefusal(@Nullable String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "downloads.refusal." + name();
    }

    @Override
    public @Nullable String field() {
        return field;
    }
}
