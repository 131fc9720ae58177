package com.didstock.provisioning;

import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.db.didstock.enums.TenantKind;
import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.TenantContext;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * The customer whose accounts are meant: who acts itself, or a direct child of who acts. Reads the table of tenancy.
 *
 * @param itself whether the customer acts, not its parent
 * @param afterUse where its numbers go unless somebody chooses
 */
record ServedCustomer(TenantContext context, int id, String name, boolean itself, AfterUse afterUse) {

    /**
     * @throws NotThereException if it is neither the acting customer nor a customer directly below who acts
     */
    static ServedCustomer of(TenantContext context, int customer) {
        var actor = context.actor();
        return context.sql()
                .select(TENANT.NAME, TENANT.AFTER_USE)
                .from(TENANT)
                .where(TENANT.OPERATOR_ID.eq(actor.operatorId()))
                .and(TENANT.TENANT_ID.eq(customer))
                .and(TENANT.TENANT_ID.eq(actor.tenantId()).or(TENANT.PARENT_ID.eq(actor.tenantId())))
                .and(TENANT.KIND.eq(TenantKind.CUSTOMER))
                .fetchOptional(row -> new ServedCustomer(
                        context,
                        customer,
                        row.value1(),
                        customer == actor.tenantId(),
                        AfterUse.valueOf(row.value2().name())))
                .orElseThrow(() -> new NotThereException("customer"));
    }

    /** The ownership predicate of accounts: this customer's, which who acts may see. */
    Condition owns(Field<Integer> operatorId, Field<Integer> tenantId) {
        return operatorId.eq(context.actor().operatorId()).and(tenantId.eq(id));
    }
}
