package com.didstock.tenancy;

/**
 * Who acts, and for which tenant. Ids only: what the user may do is read afresh in every transaction, never carried
 * along.
 *
 * @param operatorId the root of the tenant's tree
 * @param tenantId the tenant acted for; equal to {@code operatorId} for the operator itself
 * @param userId the user of that tenant
 */
public record Actor(int operatorId, int tenantId, int userId) {

    /** {@return whether the actor belongs to the operator, the root of the tree} */
    public boolean isOperator() {
        return operatorId == tenantId;
    }
}
