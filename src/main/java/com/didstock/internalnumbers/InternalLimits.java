package com.didstock.internalnumbers;

import static com.didstock.db.didstock.Tables.INTERNAL_ALLOWANCES;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import java.util.List;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * How many internal numbers the customers of a tenant's children may hold: ten, unless the operator says another number
 * of a child of its own; what resellers say only lowers it.
 */
@Service
public class InternalLimits {

    /** The highest limit that can be said. */
    public static final int HIGHEST = 10_000;

    private final TenantTransaction transactions;

    InternalLimits(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /** What the tenant's direct children, by name, may hold and do hold. */
    public List<InternalAllowance> list(Actor actor) {
        return transactions.read(actor, InternalLimits::list);
    }

    /**
     * Says how many a customer, or each customer below a reseller, may hold. What they hold beyond it, they keep.
     *
     * @param most 0 to {@value #HIGHEST}; null: nothing is said
     * @return what then holds
     * @throws RefusedException if it is out of range
     * @throws NotThereException if the tenant has no such child
     */
    public InternalAllowance limit(Actor actor, int child, @Nullable Integer most) {
        if (most != null && (most < 0 || most > HIGHEST)) {
            throw InternalRefusal.LIMIT_OUT_OF_RANGE.because(HIGHEST);
        }
        return transactions.write(actor, Right.ADMINISTER, context -> {
            var said = context.sql()
                    .update(TENANT)
                    .set(TENANT.MAX_INTERNAL_NUMBERS, most)
                    .where(TENANT.OPERATOR_ID.eq(actor.operatorId()))
                    .and(TENANT.PARENT_ID.eq(actor.tenantId()))
                    .and(TENANT.TENANT_ID.eq(child))
                    .execute();
            if (said == 0) {
                throw new NotThereException("customer or reseller");
            }
            return list(context).stream()
                    .filter(it -> it.tenantId() == child)
                    .findFirst()
                    .orElseThrow();
        });
    }

    private static List<InternalAllowance> list(TenantContext context) {
        var all = INTERNAL_ALLOWANCES.call();
        return context.sql()
                .select(TENANT.TENANT_ID, TENANT.NAME, TENANT.KIND, all.USED, all.MOST, TENANT.MAX_INTERNAL_NUMBERS)
                .from(TENANT)
                .join(all)
                .on(all.TENANT_ID.eq(TENANT.TENANT_ID))
                .where(TENANT.OPERATOR_ID.eq(context.actor().operatorId()))
                .and(TENANT.PARENT_ID.eq(context.actor().tenantId()))
                .orderBy(DSL.lower(TENANT.NAME), TENANT.TENANT_ID)
                .fetch(row -> new InternalAllowance(
                        row.value1(),
                        row.value2(),
                        TenantKind.valueOf(row.value3().name()),
                        row.value4(),
                        row.value5(),
                        row.value6()));
    }
}
