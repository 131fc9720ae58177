package com.didstock.internalnumbers;

import com.didstock.tenancy.TenantKind;
import org.jspecify.annotations.Nullable;

/**
 * How many internal numbers a tenant's customers may hold.
 *
 * @param used how many it holds itself; 0 for a reseller
 * @param most how many it, or each customer below it, may hold
 * @param said what the tenant above said of it; null: nothing
 */
public record InternalAllowance(
        int tenantId,
        String name,
        TenantKind kind,
        long used,
        int most,
        @Nullable Integer said) {

    /** {@return how many more it may take} */
    public int left() {
        return (int) Math.max(most - used, 0);
    }
}
