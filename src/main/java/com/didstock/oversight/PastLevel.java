package com.didstock.oversight;

import com.didstock.tenancy.TenantKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One tenant that held a number on a day of the past.
 *
 * @param level how far below the operator it is now; 0 is the operator
 * @param from when it came to hold it
 * @param until when it no longer did; null: it still does
 */
public record PastLevel(
        int tenantId,
        String tenant,
        TenantKind kind,
        int level,
        Instant from,
        @Nullable Instant until) {}
