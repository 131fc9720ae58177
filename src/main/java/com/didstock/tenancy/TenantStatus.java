package com.didstock.tenancy;

/** Whether a tenant is let in. */
public enum TenantStatus {
    ACTIVE,
    /** Its users are refused; what it holds stays as it is. */
    SUSPENDED,
    CLOSED
}
