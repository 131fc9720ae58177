package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_HOLDING;

import com.didstock.tenancy.TenantContext;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What a tenant's numbers offer to filter by. */
final class StockVocabulary {

    private StockVocabulary() {}

    /** Hops along the index from one country to the next: as many steps as countries, whatever the stock. */
    static List<String> countries(TenantContext context) {
        var countries = new ArrayList<String>();
        var next = firstAfter(context, DID_HOLDING.COUNTRY, "");
        while (next != null) {
            countries.add(next);
            next = firstAfter(context, DID_HOLDING.COUNTRY, next);
        }
        return countries;
    }

    private static @Nullable String firstAfter(TenantContext context, Field<String> field, String value) {
        return context.sql()
                .select(DSL.min(field))
                .from(DID_HOLDING)
                .where(context.ownsHolding())
                .and(field.gt(value))
                .fetchSingle()
                .value1();
    }

    static List<String> supplyLabels(TenantContext context) {
        var some = context.sql()
                .select(DID_HOLDING.SUPPLY_LABEL)
                .from(DID_HOLDING)
                .where(context.ownsHolding())
                .and(DID_HOLDING.SUPPLY_LABEL.isNotNull())
                .limit(NumberInventory.EXACT_COUNT)
                .asTable("some");
        var label = some.field(DID_HOLDING.SUPPLY_LABEL);
        return context.sql().selectDistinct(label).from(some).orderBy(label).fetch(label);
    }
}
