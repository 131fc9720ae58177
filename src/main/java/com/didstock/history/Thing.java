package com.didstock.history;

import org.jspecify.annotations.Nullable;

/**
 * Something of the reader's own that a number named.
 *
 * @param name as it is called now; null: it was deleted
 */
public record Thing(Kind kind, int id, @Nullable String name) {

    public enum Kind {
        PRICING_BATCH,
        GROUP,
        CHILD,
        /** A number whose chain was looked up; the name is the number and the reason. */
        LOOK,
        /** Why something was done; the name is the reason. */
        REASON,
        /** A file that was taken along; the name is its format, and behind a question mark the search that found its rows. */
        FILE
    }
}
