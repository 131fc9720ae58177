package com.didstock.tenancy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in for one tenant.
 *
 * @param login unique in its operator, in lower case
 * @param active false: disabled, refused at the next thing it does
 */
public record TenantUser(
        int id,
        int tenantId,
        String login,
        String displayName,
        @Nullable String email,
        Role role,
        boolean active,
        @Nullable Instant lastLogin) {}
