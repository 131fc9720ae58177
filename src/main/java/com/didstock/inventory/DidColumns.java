package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.TENANT;
import static com.didstock.db.didstock.Tables.VENDOR;
import static com.didstock.db.didstock.Tables.VENDOR_BATCH;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import com.didstock.db.didstock.tables.DidHolding;
import com.didstock.db.didstock.tables.PricingBatch;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** What is shown of a number: its columns, with the names and the price that belong to it. */
final class DidColumns {

    /** What was cut: the rows to show. */
    static final DidHolding PAGE = DID_HOLDING.as("page");

    private static final PricingBatch HOME = PRICING_BATCH.as("home");

    private static final Field<BigDecimal> RECURRING_REVENUE =
            recurringRevenue(PAGE).as("shown_recurring_revenue");

    private static final Field<BigDecimal> ACTIVATION_REVENUE = when(
                    PAGE.ACTIVATION_REVENUE.isNotNull(), PAGE.ACTIVATION_REVENUE)
            .when(PRICING_BATCH.ID.isNotNull().and(isFreeOfCharge(PAGE)), inline(BigDecimal.ZERO))
            .when(
                    PRICING_BATCH.ID.isNotNull(),
                    price(
                            "activation_price",
                            converted(PAGE.ACTIVATION_COST, PAGE),
                            PRICING_BATCH.ACTIVATION_FEE,
                            PRICING_BATCH.ROUNDING))
            .as("shown_activation_revenue");

    private static final Field<String> REVENUE_CURRENCY =
            coalesce(PAGE.REVENUE_CURRENCY, PRICING_BATCH.CURRENCY).as("shown_revenue_currency");

    static final List<SelectField<?>> ALL = List.of(
            PAGE.NUMBER,
            PAGE.VERSION,
            PAGE.STATE,
            PAGE.UNTIL,
            PAGE.IN_USE,
            PAGE.RELEASED_AT,
            PAGE.HELD_SINCE,
            PAGE.COUNTRY,
            PAGE.AREA,
            PAGE.NUMBER_TYPE,
            PAGE.NUMBER_CLASS,
            DID_GROUP.ID,
            DID_GROUP.NAME,
            TENANT.TENANT_ID,
            TENANT.NAME,
            TENANT.KIND,
            PRICING_BATCH.ID,
            PRICING_BATCH.NAME,
            HOME.ID,
            HOME.NAME,
            VENDOR_BATCH.ID,
            VENDOR_BATCH.NAME,
            VENDOR.ID,
            VENDOR.NAME,
            PAGE.SUPPLY_LABEL,
            PAGE.ACTIVATION_COST,
            PAGE.RECURRING_COST,
            PAGE.CURRENCY,
            ACTIVATION_REVENUE,
            RECURRING_REVENUE,
            REVENUE_CURRENCY,
            PAGE.RECURRING_REVENUE,
            PAGE.FREE_OF_CHARGE,
            PAGE.DESCRIPTION);

    private DidColumns() {}

    /** {@return the rows that were cut, with what their names and prices are read from} */
    static Table<?> named(TenantContext context, Select<?> cut) {
        return cut.asTable(PAGE.getName())
                .leftJoin(DID_GROUP)
                .on(joinsGroup(PAGE, context))
                .leftJoin(PRICING_BATCH)
                .on(joinsBatch(PAGE, context))
                .leftJoin(HOME)
                .on(context.owns(HOME.OPERATOR_ID, HOME.TENANT_ID), HOME.ID.eq(PAGE.HOME_BATCH_ID))
                .leftJoin(VENDOR_BATCH)
                .on(
                        context.owns(VENDOR_BATCH.OPERATOR_ID, VENDOR_BATCH.TENANT_ID),
                        VENDOR_BATCH.ID.eq(PAGE.VENDOR_BATCH_ID))
                .leftJoin(VENDOR)
                .on(context.owns(VENDOR.OPERATOR_ID, VENDOR.TENANT_ID), VENDOR.ID.eq(VENDOR_BATCH.VENDOR_ID))
                .leftJoin(TENANT)
                .on(joinsChild(PAGE, context));
    }

    static Condition joinsGroup(DidHolding holding, TenantContext context) {
        return context.owns(DID_GROUP.OPERATOR_ID, DID_GROUP.TENANT_ID).and(DID_GROUP.ID.eq(holding.GROUP_ID));
    }

    static Condition joinsBatch(DidHolding holding, TenantContext context) {
        return context.owns(PRICING_BATCH.OPERATOR_ID, PRICING_BATCH.TENANT_ID)
                .and(PRICING_BATCH.ID.eq(holding.PRICING_BATCH_ID));
    }

    static Condition joinsChild(DidHolding holding, TenantContext context) {
        return context.owns(TENANT.OPERATOR_ID, TENANT.PARENT_ID).and(TENANT.TENANT_ID.eq(holding.CHILD_ID));
    }

    /** Fixed while given out; otherwise what the batch would charge. */
    static Field<BigDecimal> recurringRevenue(DidHolding holding) {
        return when(holding.RECURRING_REVENUE.isNotNull(), holding.RECURRING_REVENUE)
                .when(PRICING_BATCH.ID.isNotNull().and(isFreeOfCharge(holding)), inline(BigDecimal.ZERO))
                .when(
                        PRICING_BATCH.ID.isNotNull(),
                        price(
                                "recurring_price",
                                converted(holding.RECURRING_COST, holding),
                                PRICING_BATCH.MARKUP_PERCENT,
                                PRICING_BATCH.RECURRING_FEE,
                                PRICING_BATCH.ROUNDING));
    }

    private static Field<BigDecimal> converted(Field<BigDecimal> cost, DidHolding holding) {
        return ConvertedCost.of(cost, holding.CURRENCY, PRICING_BATCH.CURRENCY);
    }

    private static Condition isFreeOfCharge(DidHolding holding) {
        return holding.FREE_OF_CHARGE.isTrue().or(PRICING_BATCH.FREE_OF_CHARGE.isTrue());
    }

    private static Field<BigDecimal> price(String function, Field<?>... arguments) {
        return DSL.function(DSL.name("didstock", function), SQLDataType.NUMERIC, arguments);
    }

    static DidRow toRow(Record record, TenantContext context) {
        var seesMoney = context.rights().contains(Right.SEE_MONEY);
        return new DidRow(
                record.get(PAGE.NUMBER),
                record.get(PAGE.VERSION),
                HoldingConditions.status(
                        record.get(PAGE.STATE), record.get(PAGE.UNTIL), record.get(PAGE.IN_USE), context.now()),
                instant(record, PAGE.UNTIL),
                instant(record, PAGE.RELEASED_AT),
                record.get(PAGE.HELD_SINCE).toInstant(),
                record.get(PAGE.COUNTRY),
                record.get(PAGE.AREA),
                record.get(PAGE.NUMBER_TYPE),
                record.get(PAGE.NUMBER_CLASS),
                named(record, DID_GROUP.ID, DID_GROUP.NAME),
                named(record, TENANT.TENANT_ID, TENANT.NAME),
                record.get(TENANT.KIND) == null
                        ? null
                        : TenantKind.valueOf(record.get(TENANT.KIND).name()),
                named(record, PRICING_BATCH.ID, PRICING_BATCH.NAME),
                named(record, HOME.ID, HOME.NAME),
                named(record, VENDOR_BATCH.ID, VENDOR_BATCH.NAME),
                named(record, VENDOR.ID, VENDOR.NAME),
                record.get(PAGE.SUPPLY_LABEL),
                seesMoney ? record.get(PAGE.ACTIVATION_COST) : null,
                seesMoney ? record.get(PAGE.RECURRING_COST) : null,
                record.get(PAGE.CURRENCY),
                seesMoney ? record.get(ACTIVATION_REVENUE) : null,
                seesMoney ? record.get(RECURRING_REVENUE) : null,
                record.get(REVENUE_CURRENCY),
                record.get(PAGE.RECURRING_REVENUE) != null,
                record.get(PAGE.FREE_OF_CHARGE),
                record.get(PAGE.DESCRIPTION));
    }

    private static @Nullable Instant instant(Record record, Field<OffsetDateTime> field) {
        var value = record.get(field);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable Named named(Record record, Field<Integer> id, Field<String> name) {
        var value = record.get(id);
        return value == null ? null : new Named(value, record.get(name));
    }
}
