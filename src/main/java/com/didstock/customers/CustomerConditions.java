package com.didstock.customers;

import static com.didstock.db.didstock.Tables.ACCOUNT;
import static com.didstock.db.didstock.Tables.ASSIGNED_BATCH;
import static com.didstock.db.didstock.Tables.HOLDING_COUNT;
import static com.didstock.db.didstock.Tables.HOLDING_COUNT_DELTA;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.FieldTests;
import com.didstock.conditions.SearchCondition;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Turns conditions on resellers and customers into SQL: the only place that does. For what they hold it reads the counts, as
 * the page itself does, so that it takes the same time for ten numbers and for ten million.
 *
 * <p>Every test is true or false, never unknown. It is only ever asked among the tenant's own children, and says so itself
 * where it looks into another table: no value can reach anybody else's, nor what a child has below itself.
 */
final class CustomerConditions {

    private static final Name COUNTED = DSL.name("counted");
    private static final Name HELD = DSL.name("held");
    private static final Name MONEY = DSL.name("money");

    private static final Field<Integer> CHILD = DSL.field(DSL.name("child_id"), SQLDataType.INTEGER);
    private static final Field<String> CURRENCY = DSL.field(DSL.name("currency"), SQLDataType.CLOB);
    private static final Field<BigDecimal> COST = DSL.field(DSL.name("cost"), SQLDataType.NUMERIC);
    private static final Field<BigDecimal> REVENUE = DSL.field(DSL.name("revenue"), SQLDataType.NUMERIC);
    private static final Field<Long> NUMBERS = DSL.field(DSL.name("numbers"), SQLDataType.BIGINT);
    private static final Field<Long> IN_USE = DSL.field(DSL.name("in_use"), SQLDataType.BIGINT);

    private final TenantContext context;
    private final ZoneId zone;

    CustomerConditions(TenantContext context, ZoneId zone) {
        this.context = context;
        this.zone = zone;
    }

    /**
     * {@return the ids of the children of which the condition is true}
     *
     * @throws com.didstock.conditions.InvalidConditionException if it is not of the fields that the user has
     */
    Set<Integer> find(SearchCondition condition) {
        CustomerField.of(context.rights().contains(Right.SEE_MONEY)).require(condition);
        return context.sql()
                .with(counted())
                .with(held())
                .with(money())
                .select(TENANT.TENANT_ID)
                .from(TENANT)
                .leftJoin(DSL.table(HELD))
                .on(of(HELD, CHILD).eq(TENANT.TENANT_ID))
                .where(TENANT.OPERATOR_ID.eq(context.actor().operatorId()))
                .and(TENANT.PARENT_ID.eq(context.actor().tenantId()))
                .and(compiled(condition))
                .fetchSet(TENANT.TENANT_ID);
    }

    private Condition compiled(SearchCondition condition) {
        return switch (condition) {
            case SearchCondition.And and ->
                DSL.and(and.parts().stream().map(this::compiled).toList());
            case SearchCondition.Or or ->
                DSL.or(or.parts().stream().map(this::compiled).toList());
            case SearchCondition.Not not -> DSL.not(compiled(not.part()));
            case SearchCondition.Test test -> compiled(test);
        };
    }

    private Condition compiled(SearchCondition.Test test) {
        var field = CustomerField.named(test.field()).orElseThrow();
        return switch (test.operator()) {
            case IS_NOT -> DSL.not(positive(field, ConditionOperator.IS, test.values()));
            case IS_NOT_EMPTY -> DSL.not(positive(field, ConditionOperator.IS_EMPTY, test.values()));
            default -> positive(field, test.operator(), test.values());
        };
    }

    private Condition positive(CustomerField field, ConditionOperator operator, List<String> values) {
        return switch (field) {
            case NAME -> FieldTests.text(TENANT.NAME, operator, values);
            case KIND -> FieldTests.oneOf(TENANT.KIND.cast(SQLDataType.CLOB), operator, values);
            case STATUS -> FieldTests.oneOf(TENANT.STATUS.cast(SQLDataType.CLOB), operator, values);
            case CURRENCY -> FieldTests.text(TENANT.CURRENCY.cast(SQLDataType.CLOB), operator, values);
            case NUMBERS -> FieldTests.count(orNone(NUMBERS), operator, values);
            case IN_USE -> FieldTests.count(orNone(IN_USE), operator, values);
            case NOT_IN_USE -> FieldTests.count(orNone(NUMBERS).minus(orNone(IN_USE)), operator, values);
            case MONTHLY_COST -> amounts(COST, COST.ne(BigDecimal.ZERO), operator, values);
            case MONTHLY_REVENUE -> amounts(REVENUE, REVENUE.ne(BigDecimal.ZERO), operator, values);
            case MONTHLY_MARGIN ->
                amounts(
                        REVENUE.minus(COST),
                        REVENUE.ne(BigDecimal.ZERO).or(COST.ne(BigDecimal.ZERO)),
                        operator,
                        values);
            case ASSIGNED_BATCHES -> FieldTests.count(assigned(), operator, values);
            case MAX_NUMBERS -> FieldTests.count(TENANT.MAX_NUMBERS, operator, values);
            case MAX_MONTHLY_COST ->
                FieldTests.money(TENANT.MAX_MONTHLY_COST, TENANT.CURRENCY.cast(SQLDataType.CLOB), operator, values);
            case MAX_RESERVATIONS -> FieldTests.count(TENANT.MAX_RESERVATIONS, operator, values);
            case CREATED -> FieldTests.moment(TENANT.CREATED_AT, operator, values, zone, context.now());
            case HAS_ACCOUNTS ->
                values.getFirst().equals("true") ? account(DSL.noCondition()) : DSL.not(account(DSL.noCondition()));
            case ACCOUNT_ID ->
                operator == ConditionOperator.IS_EMPTY
                        ? DSL.not(account(DSL.noCondition()))
                        : account(FieldTests.text(ACCOUNT.ACCOUNT_ID, operator, values));
        };
    }

    // ------------------------------------------------------------------------------------------- accounts and batches

    private Condition account(Condition which) {
        return DSL.exists(DSL.selectOne()
                .from(ACCOUNT)
                .where(ACCOUNT.OPERATOR_ID.eq(context.actor().operatorId()))
                .and(ACCOUNT.TENANT_ID.eq(TENANT.TENANT_ID))
                .and(which));
    }

    private Field<Integer> assigned() {
        return DSL.field(DSL.selectCount()
                .from(ASSIGNED_BATCH)
                .where(context.owns(ASSIGNED_BATCH.OPERATOR_ID, ASSIGNED_BATCH.TENANT_ID))
                .and(ASSIGNED_BATCH.CHILD_ID.eq(TENANT.TENANT_ID)));
    }

    // ------------------------------------------------------------------------------------------- numbers and money

    /** A child may have amounts in several currencies; one that comes to nothing is none, as on the page. */
    private static Condition amounts(
            Field<BigDecimal> amount, Condition there, ConditionOperator operator, List<String> values) {
        var test = operator == ConditionOperator.IS_EMPTY
                ? there
                : there.and(FieldTests.money(amount, CURRENCY, operator, values));
        var has = TENANT.TENANT_ID.in(DSL.select(CHILD).from(DSL.table(MONEY)).where(test));
        return operator == ConditionOperator.IS_EMPTY ? DSL.not(has) : has;
    }

    private static Field<Long> orNone(Field<Long> counted) {
        return DSL.coalesce(of(HELD, counted), DSL.inline(0L));
    }

    private static <T> Field<T> of(Name table, Field<T> field) {
        return DSL.field(table.append(field.getUnqualifiedName()), field.getDataType());
    }

    private CommonTableExpression<?> counted() {
        var c = HOLDING_COUNT;
        var d = HOLDING_COUNT_DELTA;
        return COUNTED.as(DSL.select(
                        c.CHILD_ID,
                        c.STATUS,
                        c.CURRENCY,
                        c.REVENUE_CURRENCY,
                        c.NUMBERS,
                        c.RECURRING_COST,
                        c.RECURRING_REVENUE)
                .from(c)
                .where(context.owns(c.OPERATOR_ID, c.TENANT_ID))
                .and(c.INTERNAL.isFalse())
                .and(c.CHILD_ID.ne(0))
                .unionAll(DSL.select(
                                d.CHILD_ID,
                                d.STATUS,
                                d.CURRENCY,
                                d.REVENUE_CURRENCY,
                                d.NUMBERS,
                                d.RECURRING_COST,
                                d.RECURRING_REVENUE)
                        .from(d)
                        .where(context.owns(d.OPERATOR_ID, d.TENANT_ID))
                        .and(d.INTERNAL.isFalse())
                        .and(d.CHILD_ID.ne(0))));
    }

    private static CommonTableExpression<?> held() {
        var status = DSL.field(DSL.name("status"), SQLDataType.CLOB);
        return HELD.as(DSL.select(
                        CHILD,
                        DSL.sum(NUMBERS).cast(SQLDataType.BIGINT).as(NUMBERS),
                        DSL.coalesce(DSL.sum(NUMBERS).filterWhere(status.eq("IN_USE")), DSL.inline(BigDecimal.ZERO))
                                .cast(SQLDataType.BIGINT)
                                .as(IN_USE))
                .from(DSL.table(COUNTED))
                .groupBy(CHILD));
    }

    private static CommonTableExpression<?> money() {
        var revenueCurrency = DSL.field(DSL.name("revenue_currency"), SQLDataType.CLOB);
        var none = DSL.inline(BigDecimal.ZERO);
        var recurringCost = DSL.field(DSL.name("recurring_cost"), SQLDataType.NUMERIC);
        var recurringRevenue = DSL.field(DSL.name("recurring_revenue"), SQLDataType.NUMERIC);
        var both = DSL.select(
                        CHILD, CURRENCY.cast(SQLDataType.CLOB).as(CURRENCY), recurringCost.as(COST), none.as(REVENUE))
                .from(DSL.table(COUNTED))
                .unionAll(DSL.select(CHILD, revenueCurrency.cast(SQLDataType.CLOB), none, recurringRevenue)
                        .from(DSL.table(COUNTED))
                        .where(DSL.trim(revenueCurrency.cast(SQLDataType.CLOB)).ne("")))
                .asTable("both");
        return MONEY.as(DSL.select(
                        CHILD,
                        CURRENCY,
                        DSL.sum(COST).as(COST),
                        DSL.sum(REVENUE).as(REVENUE))
                .from(both)
                .groupBy(CHILD, CURRENCY));
    }
}
