package com.didstock.inventory;

import java.math.BigDecimal;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Costs in the currency in which they are sold: converted at the seller's exchange rate, before markup and rounding. */
public final class ConvertedCost {

    // Looked up once for the statement, and not at all where nothing is in another currency.
    private static final Field<Object> RATES = DSL.field(DSL.select(DSL.function(
            DSL.name("didstock", "rates_of"),
            SQLDataType.OTHER,
            DSL.function(DSL.name("didstock", "bound_operator"), SQLDataType.INTEGER),
            DSL.function(DSL.name("didstock", "bound_tenant"), SQLDataType.INTEGER))));

    private ConvertedCost() {}

    /**
     * {@return what a cost of the tenant that asks is in another currency, at the rate that holds now; null without one}
     *
     * @param from the cost's currency
     * @param to the batch's
     */
    public static Field<BigDecimal> of(Field<BigDecimal> cost, Field<String> from, Field<String> to) {
        return DSL.when(from.eq(to), cost)
                .otherwise(cost.times(
                        DSL.function(DSL.name("didstock", "rate_of"), SQLDataType.NUMERIC, RATES, from, to)));
    }
}
