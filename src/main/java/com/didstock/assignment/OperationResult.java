package com.didstock.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operation did.
 *
 * @param changed how many numbers it changed
 * @param numbers which
 * @param skipped those it passed over, in the preview and since
 * @param appliedAt when it was done, or planned
 * @param plannedFor the day on which it will be done; null: it is done
 */
public record OperationResult(
        UUID id,
        OperationKind kind,
        @Nullable String targetName,
        int changed,
        List<String> numbers,
        List<Preview.Skipped> skipped,
        Instant appliedAt,
        @Nullable LocalDate plannedFor) {

    /** Of what is done. */
    public OperationResult(
            UUID id,
            OperationKind kind,
            @Nullable String targetName,
            int changed,
            List<String> numbers,
            List<Preview.Skipped> skipped,
            Instant appliedAt) {
        this(id, kind, targetName, changed, numbers, skipped, appliedAt, null);
    }

    public OperationResult {
        numbers = List.copyOf(numbers);
        skipped = List.copyOf(skipped);
    }
}
