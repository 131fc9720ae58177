package com.didstock.tenancy;

/**
 * Who acts, and for which tenant. Ids only: what the user may do is read afresh in every transaction, never carried
 * along.
 *
 * @param operatorId the root of the tenant's tree
 * @param tenantId the tenant acted for; equal to {@code operatorId} for the operator itself
 * @param userId the user of that tenant
 * @param viewing whether the user is the operator's and views as the tenant, by its grant: then it only reads
 */
public record Actor(int operatorId, int tenantId, int userId, boolean viewing) {

    /** A user who acts for the own tenant. */
    public Actor(int operatorId, int tenantId, int userId) {
        this(operatorId, tenantId, userId, false);
    }

    /** {@return whether the actor belongs to the operator, the root of the tree} */
    public boolean isOperator() {
        return operatorId == tenantId;
    }
}
