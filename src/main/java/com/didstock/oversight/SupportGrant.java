package com.didstock.oversight;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a tenant lets its operator view the portal as the tenant sees it, to read only.
 *
 * @param givenBy who of the tenant gave it
 * @param until when it ends by itself
 * @param standing whether the operator has it by its own file, and the tenant only did not refuse
 * @param revokedAt when the tenant took it back; null: it did not
 */
public record SupportGrant(
        int id,
        Instant givenAt,
        String givenBy,
        Instant until,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy,
        boolean standing) {

    /** {@return whether it holds at this time} */
    public boolean holds(Instant now) {
        return revokedAt == null && until.isAfter(now);
    }
}
