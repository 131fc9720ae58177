package com.didstock.assignment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operation would do, before it does: a fixed selection, good for an hour.
 *
 * @param id the operation; applying it does it once, however often it is asked
 * @param targetName the batch, group or child; null where there is none
 * @param wouldChange how many numbers it would change
 * @param first the first of them; null if there is none
 * @param last the last of them
 * @param skipped those passed over, by reason, most frequent first
 * @param asked N of "first N"; null otherwise. Fewer than that may be there.
 * @param toTheTenantAbove whether the numbers leave for the tenant above
 * @param money null for a user who may not see it
 */
public record Preview(
        UUID id,
        OperationRequest request,
        @Nullable String targetName,
        int wouldChange,
        @Nullable String first,
        @Nullable String last,
        List<Skipped> skipped,
        @Nullable Integer asked,
        boolean toTheTenantAbove,
        @Nullable MoneyEffect money,
        Instant expiresAt) {

    public Preview {
        skipped = List.copyOf(skipped);
    }

    /**
     * Numbers passed over for one reason.
     *
     * @param numbers the first {@value #SHOWN} of them
     * @param detail what the reason speaks of, such as {@code USD → EUR}, a pair of currencies without a rate; null
     *     where the reason says all
     */
    public record Skipped(
            Refusal reason,
            int count,
            List<String> numbers,
            @Nullable String detail) {

        public static final int SHOWN = 10_000;

        /** For a reason that says all. */
        public Skipped(Refusal reason, int count, List<String> numbers) {
            this(reason, count, numbers, null);
        }

        public Skipped {
            numbers = List.copyOf(numbers);
        }
    }

    public int skippedCount() {
        return skipped.stream().mapToInt(Skipped::count).sum();
    }
}
