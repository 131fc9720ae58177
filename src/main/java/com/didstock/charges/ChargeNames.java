package com.didstock.charges;

import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.tenancy.TenantContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the reader calls its children and its own pricing batches. */
record ChargeNames(Map<Integer, String> children, Map<Integer, String> batches) {

    static ChargeNames load(TenantContext context) {
        var me = context.actor();
        return new ChargeNames(
                context.sql()
                        .select(TENANT.TENANT_ID, TENANT.NAME)
                        .from(TENANT)
                        .where(TENANT.OPERATOR_ID.eq(me.operatorId()))
                        .and(TENANT.PARENT_ID.eq(me.tenantId()))
                        .fetchMap(TENANT.TENANT_ID, TENANT.NAME),
                context.sql()
                        .select(PRICING_BATCH.ID, PRICING_BATCH.NAME)
                        .from(PRICING_BATCH)
                        .where(context.owns(PRICING_BATCH.OPERATOR_ID, PRICING_BATCH.TENANT_ID))
                        .fetchMap(PRICING_BATCH.ID, PRICING_BATCH.NAME));
    }

    Counterparty counterparty(boolean earned, @Nullable Integer id) {
        if (id == null) {
            return new Counterparty.Vendors();
        }
        return earned ? new Counterparty.Child(id, children.getOrDefault(id, "")) : new Counterparty.Above();
    }

    @Nullable
    String batch(@Nullable Integer id) {
        return id == null ? null : batches.get(id);
    }
}
