package com.didstock.oversight;

import com.didstock.tenancy.TenantKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One tenant that holds a number.
 *
 * @param level how far below the operator; 0 is the operator
 * @param status FREE, FROZEN, RESERVED, GIVEN, IN_USE, AGING or PENDING, on the tenant's own level
 * @param until when a reservation or quarantine ends; null for other states
 * @param since when the tenant came to hold it
 * @param account which of the tenant's accounts uses it; null: none
 */
public record ChainLevel(
        int tenantId,
        String tenant,
        TenantKind kind,
        int level,
        String status,
        @Nullable Instant until,
        Instant since,
        @Nullable UsedBy account) {

    /**
     * The account that uses a number.
     *
     * @param id what the account is called by
     * @param name may be empty
     * @param alias whether the number is an additional one, not the account's ID
     */
    public record UsedBy(String id, String name, boolean alias, Instant since) {}
}
