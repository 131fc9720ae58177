package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.TENANT;
import static com.didstock.db.didstock.Tables.VENDOR_BATCH;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import com.didstock.db.didstock.tables.DidHolding;
import com.didstock.db.didstock.tables.PricingBatch;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a tenant's holdings. Reads, besides its own, the tables of pricing, groups, vendors and tenancy for the
 * names and the price that a row shows.
 *
 * <p>The page is cut first, from {@code did_holding} alone and along an index; names are joined to its rows only.
 */
final class InventoryQuery {

    private static final DidHolding H = DID_HOLDING;
    private static final PricingBatch HOME = PRICING_BATCH.as("home");

    private InventoryQuery() {}

    static DidPage page(TenantContext context, Condition condition, PageRequest request) {
        var ascending = request.ascending() != request.backwards();
        var key = sortKey(request.sort(), context);
        var where = DSL.and(context.ownsHolding(), condition, beyond(key, request, ascending));
        var keys = request.sort() == DidSort.NUMBER
                ? context.sql()
                        .select(H.NUMBER)
                        .from(H)
                        .where(where)
                        .orderBy(ascending ? H.NUMBER.asc() : H.NUMBER.desc())
                        .limit(request.size() + 1)
                : context.sql()
                        .select(H.NUMBER)
                        .from(H)
                        .leftJoin(DID_GROUP)
                        .on(joinsGroup())
                        .leftJoin(PRICING_BATCH)
                        .on(joinsBatch())
                        .leftJoin(TENANT)
                        .on(joinsChild())
                        .where(where)
                        .orderBy(ascending ? key.asc() : key.desc(), ascending ? H.NUMBER.asc() : H.NUMBER.desc())
                        .limit(request.size() + 1);
        var numbers = new ArrayList<>(keys.fetch(H.NUMBER));
        var more = numbers.size() > request.size();
        if (more) {
            numbers.removeLast();
        }
        if (request.backwards()) {
            Collections.reverse(numbers);
        }
        var rows = rows(context, numbers);
        if (rows.isEmpty()) {
            return new DidPage(rows, null, null);
        }
        var hasPrevious = request.backwards() ? more : request.position() != null;
        var hasNext = request.backwards() ? request.position() != null : more;
        return new DidPage(
                rows,
                hasPrevious ? position(context, request.sort(), rows.getFirst().number()) : null,
                hasNext ? position(context, request.sort(), rows.getLast().number()) : null);
    }

    /** {@return these of the tenant's numbers, in the order given} */
    static List<DidRow> rows(TenantContext context, List<String> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        var seesMoney = context.rights().contains(Right.SEE_MONEY);
        var found = context.sql()
                .select(columns())
                .from(H)
                .leftJoin(DID_GROUP)
                .on(joinsGroup())
                .leftJoin(PRICING_BATCH)
                .on(joinsBatch())
                .leftJoin(HOME)
                .on(HOME.OPERATOR_ID.eq(H.OPERATOR_ID), HOME.TENANT_ID.eq(H.TENANT_ID), HOME.ID.eq(H.HOME_BATCH_ID))
                .leftJoin(VENDOR_BATCH)
                .on(
                        VENDOR_BATCH.OPERATOR_ID.eq(H.OPERATOR_ID),
                        VENDOR_BATCH.TENANT_ID.eq(H.TENANT_ID),
                        VENDOR_BATCH.ID.eq(H.VENDOR_BATCH_ID))
                .leftJoin(TENANT)
                .on(joinsChild())
                .where(context.ownsHolding())
                .and(HoldingConditions.oneOf(numbers))
                .fetchMap(H.NUMBER, record -> toRow(record, context, seesMoney));
        return numbers.stream()
                .filter(found::containsKey)
                .map(number -> Objects.requireNonNull(found.get(number)))
                .toList();
    }

    private static List<SelectField<?>> columns() {
        return List.of(
                H.NUMBER,
                H.VERSION,
                H.STATE,
                H.UNTIL,
                H.IN_USE,
                H.RELEASED_AT,
                H.HELD_SINCE,
                H.COUNTRY,
                H.AREA,
                H.NUMBER_TYPE,
                H.NUMBER_CLASS,
                DID_GROUP.ID,
                DID_GROUP.NAME,
                TENANT.TENANT_ID,
                TENANT.NAME,
                PRICING_BATCH.ID,
                PRICING_BATCH.NAME,
                HOME.ID,
                HOME.NAME,
                VENDOR_BATCH.ID,
                VENDOR_BATCH.NAME,
                H.SUPPLY_LABEL,
                H.ACTIVATION_COST,
                H.RECURRING_COST,
                H.CURRENCY,
                ACTIVATION_REVENUE,
                RECURRING_REVENUE,
                REVENUE_CURRENCY,
                H.RECURRING_REVENUE,
                H.FREE_OF_CHARGE,
                H.DESCRIPTION);
    }

    private static final Condition IS_PRICED = PRICING_BATCH
            .ID
            .isNotNull()
            .and(PRICING_BATCH
                    .CURRENCY
                    .eq(H.CURRENCY)
                    .or(H.FREE_OF_CHARGE.isTrue())
                    .or(PRICING_BATCH.FREE_OF_CHARGE.isTrue()));

    private static final Condition IS_FREE_OF_CHARGE =
            DSL.or(H.FREE_OF_CHARGE.isTrue(), PRICING_BATCH.FREE_OF_CHARGE.isTrue());

    /** Fixed while given out; otherwise what the batch would charge. */
    private static final Field<BigDecimal> RECURRING_REVENUE = when(
                    H.RECURRING_REVENUE.isNotNull(), H.RECURRING_REVENUE)
            .when(IS_PRICED.and(IS_FREE_OF_CHARGE), inline(BigDecimal.ZERO))
            .when(
                    IS_PRICED,
                    price(
                            "recurring_price",
                            H.RECURRING_COST,
                            PRICING_BATCH.MARKUP_PERCENT,
                            PRICING_BATCH.RECURRING_FEE,
                            PRICING_BATCH.ROUNDING))
            .as("shown_recurring_revenue");

    private static final Field<BigDecimal> ACTIVATION_REVENUE = when(
                    H.ACTIVATION_REVENUE.isNotNull(), H.ACTIVATION_REVENUE)
            .when(IS_PRICED.and(IS_FREE_OF_CHARGE), inline(BigDecimal.ZERO))
            .when(
                    IS_PRICED,
                    price("activation_price", H.ACTIVATION_COST, PRICING_BATCH.ACTIVATION_FEE, PRICING_BATCH.ROUNDING))
            .as("shown_activation_revenue");

    private static final Field<String> REVENUE_CURRENCY =
            coalesce(H.REVENUE_CURRENCY, PRICING_BATCH.CURRENCY).as("shown_revenue_currency");

    private static Field<BigDecimal> price(String function, Field<?>... arguments) {
        return DSL.function(DSL.name("didstock", function), SQLDataType.NUMERIC, arguments);
    }

    private static DidRow toRow(Record record, TenantContext context, boolean seesMoney) {
        return new DidRow(
                record.get(H.NUMBER),
                record.get(H.VERSION),
                HoldingConditions.status(record.get(H.STATE), record.get(H.UNTIL), record.get(H.IN_USE), context.now()),
                instant(record, H.UNTIL),
                instant(record, H.RELEASED_AT),
                record.get(H.HELD_SINCE).toInstant(),
                record.get(H.COUNTRY),
                record.get(H.AREA),
                record.get(H.NUMBER_TYPE),
                record.get(H.NUMBER_CLASS),
                named(record, DID_GROUP.ID, DID_GROUP.NAME),
                named(record, TENANT.TENANT_ID, TENANT.NAME),
                named(record, PRICING_BATCH.ID, PRICING_BATCH.NAME),
                named(record, HOME.ID, HOME.NAME),
                named(record, VENDOR_BATCH.ID, VENDOR_BATCH.NAME),
                record.get(H.SUPPLY_LABEL),
                seesMoney ? record.get(H.ACTIVATION_COST) : null,
                seesMoney ? record.get(H.RECURRING_COST) : null,
                record.get(H.CURRENCY),
                seesMoney ? record.get(ACTIVATION_REVENUE) : null,
                seesMoney ? record.get(RECURRING_REVENUE) : null,
                record.get(REVENUE_CURRENCY),
                record.get(H.RECURRING_REVENUE) != null,
                record.get(H.FREE_OF_CHARGE),
                record.get(H.DESCRIPTION));
    }

    private static java.time.@Nullable Instant instant(Record record, Field<OffsetDateTime> field) {
        var value = record.get(field);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable Named named(Record record, Field<Integer> id, Field<String> name) {
        var value = record.get(id);
        return value == null ? null : new Named(value, record.get(name));
    }

    private static Condition joinsGroup() {
        return DSL.and(
                DID_GROUP.OPERATOR_ID.eq(H.OPERATOR_ID),
                DID_GROUP.TENANT_ID.eq(H.TENANT_ID),
                DID_GROUP.ID.eq(H.GROUP_ID));
    }

    private static Condition joinsBatch() {
        return DSL.and(
                PRICING_BATCH.OPERATOR_ID.eq(H.OPERATOR_ID),
                PRICING_BATCH.TENANT_ID.eq(H.TENANT_ID),
                PRICING_BATCH.ID.eq(H.PRICING_BATCH_ID));
    }

    private static Condition joinsChild() {
        return DSL.and(
                TENANT.OPERATOR_ID.eq(H.OPERATOR_ID),
                TENANT.PARENT_ID.eq(H.TENANT_ID),
                TENANT.TENANT_ID.eq(H.CHILD_ID));
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
            case RECURRING_REVENUE -> coalesce(unaliased(RECURRING_REVENUE), inline(BigDecimal.ONE.negate()));
            case DESCRIPTION -> DSL.lower(H.DESCRIPTION);
            case HELD_SINCE -> epoch(H.HELD_SINCE);
            case RELEASED_AT -> coalesce(epoch(H.RELEASED_AT), inline(BigDecimal.ZERO));
        };
    }

    private static Field<BigDecimal> epoch(TableField<?, OffsetDateTime> field) {
        return DSL.field("extract(epoch from {0})", SQLDataType.NUMERIC, field);
    }

    @SuppressWarnings("unchecked")
    private static Field<BigDecimal> unaliased(Field<BigDecimal> aliased) {
        return aliased instanceof org.jooq.impl.QOM.FieldAlias<?> alias ? (Field<BigDecimal>) alias.$field() : aliased;
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

    private static PageRequest.Position position(TenantContext context, DidSort sort, String number) {
        if (sort == DidSort.NUMBER) {
            return new PageRequest.Position("", number);
        }
        var value = context.sql()
                .select(sortKey(sort, context).cast(SQLDataType.VARCHAR))
                .from(H)
                .leftJoin(DID_GROUP)
                .on(joinsGroup())
                .leftJoin(PRICING_BATCH)
                .on(joinsBatch())
                .leftJoin(TENANT)
                .on(joinsChild())
                .where(context.ownsHolding())
                .and(H.NUMBER.eq(number))
                .fetchSingle()
                .value1();
        return new PageRequest.Position(value, number);
    }
}
