package com.didstock.tenancy;

/**
 * A line of the Customers page.
 *
 * @param numbers what it has from this tenant: given and in use, what they cost this tenant and what it charges for them
 * @param assignedBatches how many of this tenant's batches it may take numbers by
 */
public record ChildTenantRow(ChildTenant child, HeldNumbers numbers, int assignedBatches) {

    public int id() {
        return child.id();
    }
}
