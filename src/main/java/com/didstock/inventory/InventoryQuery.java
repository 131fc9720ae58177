package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.TENANT;
import static com.didstock.db.didstock.Tables.VENDOR;
import static com.didstock.db.didstock.Tables.VENDOR_BATCH;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import com.didstock.db.didstock.tables.DidHolding;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a tenant's holdings. Reads, besides its own, the tables of pricing, groups, vendors and tenancy for the
 * names and the price that a row shows.
 *
 * <p>The page is cut first, from {@code did_holding} alone and along an index; names are joined to its rows only. All in
 * one statement: a second one costs more than reading the rows.
 */
final class InventoryQuery {

    private static final DidHolding H = DID_HOLDING;

    /** What was cut: the rows to show. */
    private static final DidHolding PAGE = DID_HOLDING.as("page");

    private static final com.didstock.db.didstock.tables.PricingBatch HOME = PRICING_BATCH.as("home");
    private static final String SORT_KEY = "sort_key";

    private InventoryQuery() {}

    static DidPage page(TenantContext context, Condition condition, PageRequest request) {
        return page(context, condition, request, request.size());
    }

    /** A page of any size, whatever the request says of it. */
    static DidPage page(TenantContext context, Condition condition, PageRequest request, int size) {
        var ascending = request.ascending() != request.backwards();
        var cut = cut(context, condition, request, size, ascending);
        joinAsWritten(context);
        var key = DSL.field(DSL.name(PAGE.getName(), SORT_KEY));
        var value = key.cast(SQLDataType.VARCHAR).as("sort_value");
        var found = new ArrayList<>(context.sql()
                .select(columns())
                .select(value)
                .from(named(context, cut))
                .orderBy(ascending ? key.asc() : key.desc(), ascending ? PAGE.NUMBER.asc() : PAGE.NUMBER.desc())
                .fetch());
        var more = found.size() > size;
        if (more) {
            found.removeLast();
        }
        if (found.isEmpty()) {
            return new DidPage(List.of(), null, null);
        }
        if (request.backwards()) {
            Collections.reverse(found);
        }
        var hasPrevious = request.backwards() ? more : request.position() != null;
        var hasNext = request.backwards() ? request.position() != null : more;
        return new DidPage(
                found.stream().map(record -> toRow(record, context)).toList(),
                hasPrevious ? position(request.sort(), found.getFirst(), value) : null,
                hasNext ? position(request.sort(), found.getLast(), value) : null);
    }

    /**
     * For the rest of the transaction. The page is cut first and names are joined to it by their keys: there is no better
     * order to be found, and looking for one takes longer than reading the rows.
     */
    private static void joinAsWritten(TenantContext context) {
        context.sql().setLocal(DSL.name("join_collapse_limit"), inline(1)).execute();
    }

    /** One row more than the page has, to know whether there is another page. */
    private static Select<?> cut(
            TenantContext context, Condition condition, PageRequest request, int size, boolean ascending) {
        var key = sortKey(request.sort(), context);
        return context.sql()
                .select(H.fields())
                .select(key.as(SORT_KEY))
                .from(request.sort() == DidSort.NUMBER ? H : namedForSorting(context))
                .where(context.ownsHolding())
                .and(condition)
                .and(beyond(key, request, ascending))
                .orderBy(ascending ? key.asc() : key.desc(), ascending ? H.NUMBER.asc() : H.NUMBER.desc())
                .limit(size + 1);
    }

    private static PageRequest.Position position(DidSort sort, Record row, Field<String> value) {
        return new PageRequest.Position(sort == DidSort.NUMBER ? "" : row.get(value), row.get(PAGE.NUMBER));
    }

    /** {@return these of the tenant's numbers, in the order given} */
    static List<DidRow> rows(TenantContext context, List<String> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        var cut = context.sql()
                .select(H.fields())
                .from(H)
                .where(context.ownsHolding())
                .and(HoldingConditions.oneOf(numbers));
        var found = context.sql()
                .select(columns())
                .from(named(context, cut))
                .fetchMap(PAGE.NUMBER, record -> toRow(record, context));
        return numbers.stream()
                .filter(found::containsKey)
                .map(number -> java.util.Objects.requireNonNull(found.get(number)))
                .toList();
    }

    private static Table<?> named(TenantContext context, Select<?> cut) {
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

    private static Table<?> namedForSorting(TenantContext context) {
        return H.leftJoin(DID_GROUP)
                .on(joinsGroup(H, context))
                .leftJoin(PRICING_BATCH)
                .on(joinsBatch(H, context))
                .leftJoin(TENANT)
                .on(joinsChild(H, context));
    }

    private static Condition joinsGroup(DidHolding holding, TenantContext context) {
        return context.owns(DID_GROUP.OPERATOR_ID, DID_GROUP.TENANT_ID).and(DID_GROUP.ID.eq(holding.GROUP_ID));
    }

    private static Condition joinsBatch(DidHolding holding, TenantContext context) {
        return context.owns(PRICING_BATCH.OPERATOR_ID, PRICING_BATCH.TENANT_ID)
                .and(PRICING_BATCH.ID.eq(holding.PRICING_BATCH_ID));
    }

    private static Condition joinsChild(DidHolding holding, TenantContext context) {
        return context.owns(TENANT.OPERATOR_ID, TENANT.PARENT_ID).and(TENANT.TENANT_ID.eq(holding.CHILD_ID));
    }

    private static List<SelectField<?>> columns() {
        return List.of(
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
    }

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

    private static DidRow toRow(Record record, TenantContext context) {
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

    // ------------------------------------------------------------------------------------------- order

    /** What is sorted by, never null, so that "beyond this row" is one row comparison. */
    private static Field<?> sortKey(DidSort sort, TenantContext context) {
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
            case RECURRING_REVENUE -> coalesce(recurringRevenue(H), inline(BigDecimal.ONE.negate()));
            case DESCRIPTION -> DSL.lower(H.DESCRIPTION);
            case HELD_SINCE -> epoch(H.HELD_SINCE);
            case RELEASED_AT -> coalesce(epoch(H.RELEASED_AT), inline(BigDecimal.ZERO));
        };
    }

    private static Field<BigDecimal> epoch(TableField<?, OffsetDateTime> field) {
        return DSL.field("extract(epoch from {0})", SQLDataType.NUMERIC, field);
    }

    private static Condition beyond(Field<?> key, PageRequest request, boolean ascending) {
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
