package com.didstock.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an account, or to a number's use by it.
 *
 * @param number the number that it came to use, uses otherwise, or no longer uses; null: the account itself changed
 * @param before what the account was, or how it or another one used the number; null: it was not, or nobody did
 * @param after what it is, or how it or another one uses the number; null: it is gone, or nobody does
 */
public record AccountChange(
        Instant at,
        String operation,
        @Nullable String number,
        @Nullable State before,
        @Nullable State after,
        Who who) {

    /**
     * What an account was.
     *
     * @param id what it was called by
     * @param name null: none, or the change is of a number
     * @param status ACTIVE or BLOCKED; null: the change is of a number
     * @param alias whether the number was an additional one, not its ID; null: the change is not of a number
     */
    public record State(
            String id,
            @Nullable String name,
            @Nullable String status,
            @Nullable Boolean alias) {}
}
