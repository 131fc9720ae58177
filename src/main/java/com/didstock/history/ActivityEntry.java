package com.didstock.history;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One operation, as far as it touched the reader's numbers.
 *
 * @param at when it began
 * @param operation its name as in the API
 * @param numbers how many of the reader's numbers it changed in this way
 * @param target what it aimed at, told for the own tenant's operations; null: nothing
 * @param outcome what came of it, told for the own tenant's bulk operations
 */
public record ActivityEntry(
        UUID operationId,
        Change change,
        Instant at,
        String operation,
        long numbers,
        Who who,
        @Nullable Thing target,
        @Nullable Outcome outcome) {

    /**
     * @param wouldChange how many numbers the preview promised
     * @param changed how many it then changed
     */
    public record Outcome(int wouldChange, int changed) {}
}
