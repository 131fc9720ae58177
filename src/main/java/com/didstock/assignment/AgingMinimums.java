package com.didstock.assignment;

import static com.didstock.db.didstock.Tables.AGING_MINIMUM;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * How many days numbers rest at least that leave customers below a reseller: longer than the operator lays down, never
 * shorter. Of several resellers one above the other the longest counts. What rests already keeps its day.
 */
@Service
public class AgingMinimums {

    public static final int MOST_DAYS = 365;

    private final TenantTransaction transactions;

    AgingMinimums(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * {@return the days; null: as long as the tenants above it say}
     *
     * @throws NotThereException if the tenant is no reseller
     */
    public @Nullable Integer get(Actor actor) {
        return transactions.read(actor, context -> {
            requireReseller(context);
            return context.sql()
                    .select(AGING_MINIMUM.DAYS)
                    .from(AGING_MINIMUM)
                    .where(own(context))
                    .fetchOne(AGING_MINIMUM.DAYS);
        });
    }

    /**
     * Says it for what leaves its customer from now on.
     *
     * @param days 1 to {@value #MOST_DAYS}; null: as long as the tenants above it say
     * @throws NotThereException if the tenant is no reseller
     * @throws com.didstock.tenancy.RefusedException DAYS_OUT_OF_RANGE
     */
    public void set(Actor actor, @Nullable Integer days) {
        transactions.write(actor, Right.ADMINISTER, context -> {
            requireReseller(context);
            if (days == null) {
                return context.sql()
                        .deleteFrom(AGING_MINIMUM)
                        .where(own(context))
                        .execute();
            }
            AgingRefusal.DAYS_OUT_OF_RANGE.when(days < 1 || days > MOST_DAYS, 1, MOST_DAYS);
            return context.sql()
                    .insertInto(AGING_MINIMUM)
                    .set(AGING_MINIMUM.OPERATOR_ID, actor.operatorId())
                    .set(AGING_MINIMUM.TENANT_ID, actor.tenantId())
                    .set(AGING_MINIMUM.DAYS, days)
                    .onConflict(AGING_MINIMUM.OPERATOR_ID, AGING_MINIMUM.TENANT_ID)
                    .doUpdate()
                    .set(AGING_MINIMUM.DAYS, days)
                    .where(own(context))
                    .execute();
        });
    }

    private static void requireReseller(TenantContext context) {
        if (context.tenant().kind() != TenantKind.RESELLER) {
            throw new NotThereException("setting");
        }
    }

    private static Condition own(TenantContext context) {
        return context.owns(AGING_MINIMUM.OPERATOR_ID, AGING_MINIMUM.TENANT_ID);
    }
}
