package com.didstock.searches;

import com.didstock.tenancy.RefusalReason;
import org.jspecify.annotations.Nullable;

/** Why a search can't be kept as asked. */
public enum SearchRefusal implements RefusalReason {
    NAME_MISSING("name"),
    /** Argument: the most characters. */
    NAME_TOO_LONG("name"),
    NAME_TAKEN("name"),
    QUERY_UNREADABLE("query"),
    /** Argument: the most characters. */
    QUERY_TOO_LONG("query"),
    /** Argument: the most searches. */
    TOO_MANY(null),
    /** Argument: the most pins. */
    TOO_MANY_PINS("pinned"),
    /** Only searches of numbers are shown as tiles. */
    NO_TILES("pinned"),
    NOT_YOURS(null);

    private final @Nullable String field;

    SearchRefusal(@Nullable String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "searches.refusal." + name();
    }

    @Override
    public @Nullable String field() {
        return field;
    }
}
