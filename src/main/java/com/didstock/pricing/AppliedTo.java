package com.didstock.pricing;

import com.didstock.tenancy.TenantKind;

/** Whom a pricing batch sells to. */
public enum AppliedTo {
    RESELLERS(TenantKind.RESELLER),
    CUSTOMERS(TenantKind.CUSTOMER);

    private final TenantKind kind;

    AppliedTo(TenantKind kind) {
        this.kind = kind;
    }

    /** {@return whether a batch of this audience can price numbers for such a tenant} */
    public boolean fits(TenantKind child) {
        return kind == child;
    }
}
