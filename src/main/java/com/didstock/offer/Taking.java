package com.didstock.offer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A taking as it is stored.
 *
 * @param expiresAt until when a kept preview can be taken; null if it was taken without being kept
 * @param takenAt null while it is only previewed
 * @param result null while it is only previewed
 */
public record Taking(
        TakePreview preview,
        @Nullable Instant expiresAt,
        @Nullable Instant takenAt,
        @Nullable TakeResult result) {}
