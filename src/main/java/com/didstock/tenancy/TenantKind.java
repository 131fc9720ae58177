package com.didstock.tenancy;

/** What a tenant is. A customer is always a leaf of the tree. */
public enum TenantKind {
    OPERATOR,
    RESELLER,
    CUSTOMER
}
