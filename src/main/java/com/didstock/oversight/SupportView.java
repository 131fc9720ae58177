package com.didstock.oversight;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody of the operator viewed as the tenant.
 *
 * @param login who of the operator
 * @param endedAt when that one stopped; null: not yet, or the grant or the day ended it
 */
public record SupportView(
        String login, Instant startedAt, @Nullable Instant endedAt) {}
