package com.didstock.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which operations to list; null is no restriction.
 *
 * @param operation name of an operation as in the API
 * @param number digits of a number, complete
 * @param from first moment
 * @param until first moment no longer listed
 */
public record ActivityFilter(
        @Nullable String operation,
        @Nullable String number,
        @Nullable Instant from,
        @Nullable Instant until) {

    public static final ActivityFilter ALL = new ActivityFilter(null, null, null, null);
}
