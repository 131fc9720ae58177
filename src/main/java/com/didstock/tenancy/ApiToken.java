package com.didstock.tenancy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token with which a program acts as a user. The secret itself is not kept.
 *
 * @param readOnly whether it can only read
 * @param expiresAt null: never
 * @param revokedAt null: not revoked
 */
public record ApiToken(
        int id,
        String name,
        String login,
        boolean own,
        boolean readOnly,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    /** {@return whether it works at that time} */
    public boolean worksAt(Instant time) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(time));
    }

    /**
     * A token just made.
     *
     * @param secret to be shown once, then never again
     */
    public record Created(int id, String secret) {}
}
