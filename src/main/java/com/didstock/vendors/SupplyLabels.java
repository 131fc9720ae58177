package com.didstock.vendors;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Brings the supply label of a vendor batch to the holdings that were opened under another one. */
final class SupplyLabels {

    private static final String KIND = "SET_SUPPLY_LABEL";
    private static final int CHUNK = 10_000;

    private final TenantTransaction transactions;

    SupplyLabels(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /** A stretch in each transaction; what has the label already is left alone, so it can be done again. */
    void spread(Actor actor, int batch) {
        var operation = UUID.randomUUID();
        var after = new @Nullable String[1];
        do {
            after[0] = transactions.write(actor, Right.UPLOAD, context -> {
                context.begin(operation, KIND);
                return next(context, batch, after[0]);
            });
        } while (after[0] != null);
    }

    private static @Nullable String next(TenantContext context, int batch, @Nullable String after) {
        return context.sql()
                .select(DSL.function(
                        DSL.name("didstock", "spread_supply_label"),
                        SQLDataType.VARCHAR,
                        DSL.val(batch),
                        DSL.val(after, SQLDataType.CLOB),
                        DSL.val(CHUNK)))
                .fetchSingle()
                .value1();
    }
}
