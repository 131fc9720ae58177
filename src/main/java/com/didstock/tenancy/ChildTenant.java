package com.didstock.tenancy;

/**
 * A direct child: a reseller or a customer. Its own children, batches and prices are its own business.
 *
 * @param version changes with every change; a change names the one it read
 * @param currency ISO 4217 code in which it is billed
 * @param ownVendors whether it buys numbers from vendors itself
 */
public record ChildTenant(
        int id,
        int version,
        TenantKind kind,
        TenantStatus status,
        String currency,
        boolean ownVendors,
        ChildTerms terms) {

    public String name() {
        return terms.name();
    }
}
