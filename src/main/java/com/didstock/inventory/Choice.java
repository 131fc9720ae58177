package com.didstock.inventory;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A filter on something a number may name: any of them, none of them, or one.
 *
 * <p>Sealed, so that "not filtered" and "has none" can't be confused.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "choice")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Choice.Any.class, name = "ANY"),
    @JsonSubTypes.Type(value = Choice.None.class, name = "NONE"),
    @JsonSubTypes.Type(value = Choice.One.class, name = "ONE")
})
public sealed interface Choice {

    Choice ANY = new Any();
    Choice NONE = new None();

    static Choice of(int id) {
        return new One(id);
    }

    /** No restriction. */
    record Any() implements Choice {}

    /** Only numbers that have none: for pricing batches, "NONE (unassigned DIDs)". */
    record None() implements Choice {}

    /** Only numbers that name this one. */
    record One(int id) implements Choice {}
}
