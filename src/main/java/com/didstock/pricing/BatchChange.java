package com.didstock.pricing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was changed of a pricing batch.
 *
 * @param by login of who did it; null if it is no longer known
 * @param field name of what was changed, such as {@code recurring_fee}
 * @param before as stored; null if there was none, as when the batch was made
 * @param after as stored; null if there is none, as when the batch was deleted
 */
public record BatchChange(
        Instant at,
        @Nullable String by,
        String field,
        @Nullable String before,
        @Nullable String after) {}
