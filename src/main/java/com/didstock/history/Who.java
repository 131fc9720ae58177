package com.didstock.history;

import org.jspecify.annotations.Nullable;

/** Who did something, as far as the reader may know it. */
public sealed interface Who {

    /**
     * Somebody of the own tenant.
     *
     * @param login null: the portal by itself
     */
    record Own(@Nullable String login) implements Who {}

    /** The tenant above, or one above that. */
    record Above() implements Who {}

    /** A direct child. */
    record Child(int id, String name) implements Who {}

    /** Somebody below a direct child, whose name is not the reader's to know. */
    record FurtherDown() implements Who {}
}
