package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_HOLDING;

import com.didstock.tenancy.TenantContext;
import java.util.List;
import org.jooq.impl.DSL;

/** What a tenant's numbers offer to filter by. */
final class StockVocabulary {

    private StockVocabulary() {}

    /** Hops along the index from one country to the next: as many steps as countries, whatever the stock. */
    static List<String> countries(TenantContext context) {
        var found = DSL.name("found").fields("country");
        var country = DSL.field(DSL.name("found", "country"), String.class);
        var next = DSL.field(DSL.select(DSL.min(DID_HOLDING.COUNTRY))
                .from(DID_HOLDING)
                .where(context.ownsHolding())
                .and(DID_HOLDING.COUNTRY.gt(country)));
        return context.sql()
                .withRecursive(found.as(DSL.select(DSL.min(DID_HOLDING.COUNTRY))
                        .from(DID_HOLDING)
                        .where(context.ownsHolding())
                        .unionAll(DSL.select(next).from(DSL.name("found")).where(country.isNotNull()))))
                .select(country)
                .from(DSL.name("found"))
                .where(country.isNotNull())
                .fetch(country);
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
