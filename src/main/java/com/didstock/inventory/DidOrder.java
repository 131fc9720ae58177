package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.TENANT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import com.didstock.db.didstock.tables.DidHolding;
import com.didstock.tenancy.TenantContext;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** By what the list is sorted, and where a page begins in that order. */
final class DidOrder {

    private static final DidHolding H = DID_HOLDING;

    private DidOrder() {}

    /** {@return the holdings, with the names by which they can be sorted} */
    static Table<?> named(TenantContext context) {
        return H.leftJoin(DID_GROUP)
                .on(DidColumns.joinsGroup(H, context))
                .leftJoin(PRICING_BATCH)
                .on(DidColumns.joinsBatch(H, context))
                .leftJoin(TENANT)
                .on(DidColumns.joinsChild(H, context));
    }

    /** What is sorted by, never null, so that "beyond this row" is one row comparison. */
    static Field<?> key(DidSort sort, TenantContext context) {
        return switch (sort) {
            case NUMBER -> H.NUMBER;
            case GROUP -> coalesce(DSL.lower(DID_GROUP.NAME), inline(""));
            case COUNTRY -> coalesce(H.COUNTRY, inline("")).concat(coalesce(H.AREA, inline("")));
            case STATUS ->
                when(H.IN_USE, inline("IN_USE"))
                        .otherwise(DSL.function(
                                        DSL.name("didstock", "effective_state"),
                                        SQLDataType.VARCHAR,
                                        H.STATE,
                                        H.UNTIL,
                                        val(HoldingConditions.at(context.now())))
                                .cast(SQLDataType.VARCHAR));
            case CHILD -> coalesce(DSL.lower(TENANT.NAME), inline(""));
            case PRICING_BATCH -> coalesce(DSL.lower(PRICING_BATCH.NAME), inline(""));
            case ACTIVATION_COST -> H.ACTIVATION_COST;
            case RECURRING_COST -> H.RECURRING_COST;
            case RECURRING_REVENUE -> coalesce(DidColumns.recurringRevenue(H), inline(BigDecimal.ONE.negate()));
            case DESCRIPTION -> DSL.lower(H.DESCRIPTION);
            case HELD_SINCE -> epoch(H.HELD_SINCE);
            case RELEASED_AT -> coalesce(epoch(H.RELEASED_AT), inline(BigDecimal.ZERO));
        };
    }

    private static Field<BigDecimal> epoch(TableField<?, OffsetDateTime> field) {
        return DSL.field("extract(epoch from {0})", SQLDataType.NUMERIC, field);
    }

    /** {@return what comes after the request's position, or before it} */
    static Condition beyond(Field<?> key, PageRequest request, boolean ascending) {
        var position = request.position();
        if (position == null) {
            return DSL.noCondition();
        }
        if (request.sort() == DidSort.NUMBER) {
            return ascending ? H.NUMBER.gt(position.number()) : H.NUMBER.lt(position.number());
        }
        return beyond(key, position, ascending);
    }

    private static <T> Condition beyond(Field<T> key, PageRequest.Position position, boolean ascending) {
        var here = row(key, H.NUMBER);
        var there =
                row(DSL.val(position.value()).cast(key.getDataType()), DSL.val(position.number(), SQLDataType.VARCHAR));
        return ascending ? here.gt(there) : here.lt(there);
    }
}
