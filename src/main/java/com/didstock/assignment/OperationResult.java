package com.didstock.assignment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operation did.
 *
 * @param changed how many numbers it changed
 * @param numbers which
 * @param skipped those it passed over, in the preview and since
 */
public record OperationResult(
        UUID id,
        OperationKind kind,
        @Nullable String targetName,
        int changed,
        List<String> numbers,
        List<Preview.Skipped> skipped,
        Instant appliedAt) {

    public OperationResult {
        numbers = List.copyOf(numbers);
        skipped = List.copyOf(skipped);
    }
}
