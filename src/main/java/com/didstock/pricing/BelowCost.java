package com.didstock.pricing;

import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;

import com.didstock.inventory.ConvertedCost;
import com.didstock.tenancy.TenantContext;
import java.util.Map;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Which batches price numbers for less a month than they cost. Reads the inventory's table. */
final class BelowCost {

    /** So many numbers of a batch are looked at: a sign needs no exact count of millions. */
    private static final int LOOKED_AT = 50_000;

    private BelowCost() {}

    /**
     * How many numbers of each batch are offered, or given out, for less a month than they cost. Without those that are
     * meant to be free of charge; batches without such numbers are left out.
     */
    static Map<Integer, Integer> count(TenantContext context) {
        var cost = ConvertedCost.of(DID_HOLDING.RECURRING_COST, DID_HOLDING.CURRENCY, PRICING_BATCH.CURRENCY);
        var price = DSL.coalesce(
                DID_HOLDING.RECURRING_REVENUE,
                DSL.function(
                        DSL.name("didstock", "recurring_price"),
                        SQLDataType.NUMERIC,
                        cost,
                        PRICING_BATCH.MARKUP_PERCENT,
                        PRICING_BATCH.RECURRING_FEE,
                        PRICING_BATCH.ROUNDING));
        Field<Boolean> below = DSL.field(price.lt(cost)).as("below");
        var looked = DSL.lateral(DSL.select(below)
                .from(DID_HOLDING)
                .where(context.ownsHolding())
                .and(DID_HOLDING.PRICING_BATCH_ID.eq(PRICING_BATCH.ID))
                .and(DID_HOLDING.FREE_OF_CHARGE.isFalse())
                .limit(LOOKED_AT)
                .asTable("looked"));
        var count = DSL.count().filterWhere(DSL.field(DSL.name("looked", "below"), SQLDataType.BOOLEAN));
        return context.sql()
                .select(PRICING_BATCH.ID, count)
                .from(PRICING_BATCH)
                .crossJoin(looked)
                .where(BatchTable.owned(context))
                .and(PRICING_BATCH.FREE_OF_CHARGE.isFalse())
                .groupBy(PRICING_BATCH.ID)
                .having(count.gt(0))
                .fetchMap(PRICING_BATCH.ID, count);
    }
}
