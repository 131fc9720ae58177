package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.VENDOR_BATCH;

import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.FieldTests;
import com.didstock.conditions.SearchCondition;
import com.didstock.numbering.NumberSearch;
import com.didstock.tenancy.TenantContext;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Turns conditions as people build them into SQL on {@code did_holding}: the only place that does; how a type of field is
 * tested, {@link FieldTests} says. For the words and the
 * prices that a number takes from its batches it reads the tables of pricing and vendors.
 *
 * <p>Every test is true or false, never unknown, so that NOT finds exactly all others. It is only ever asked within the
 * tenant's own rows, and says so itself where it looks into another table: no value can reach anybody else's.
 */
final class BuiltConditions {

    /** So often one condition may ask the gram index; what is beyond is checked number by number. */
    private static final int MOST_LOOK_UPS = 10;

    private static final int SECONDS_OF_A_DAY = 86_400;

    private final TenantContext context;
    private final NumberSearchConditions searches;
    private final @Nullable String country;
    private final ZoneId zone;
    private int lookUps;

    BuiltConditions(TenantContext context, NumberSearchConditions searches) {
        this.context = context;
        this.searches = searches;
        this.country = searches.language().country(context.actor());
        this.zone = searches.language().zone(context.actor());
    }

    /**
     * @throws com.didstock.conditions.InvalidConditionException if it is not of the fields that the user has
     */
    Condition of(SearchCondition condition) {
        StockField.of(context).require(condition);
        return compiled(condition);
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
        var field = StockField.named(test.field()).orElseThrow();
        return switch (test.operator()) {
            case IS_NOT -> DSL.not(positive(field, ConditionOperator.IS, test.values()));
            case IS_NOT_EMPTY -> DSL.not(positive(field, ConditionOperator.IS_EMPTY, test.values()));
            default -> positive(field, test.operator(), test.values());
        };
    }

    private Condition positive(StockField field, ConditionOperator operator, List<String> values) {
        return switch (field) {
            case NUMBER -> number(operator, values);
            case STATUS ->
                DSL.or(values.stream()
                        .map(it -> HoldingConditions.is(DidStatus.valueOf(it), context.now()))
                        .toList());
            case IN_USE -> DID_HOLDING.IN_USE.eq(Boolean.valueOf(values.getFirst()));
            case FREE_OF_CHARGE -> DID_HOLDING.FREE_OF_CHARGE.eq(Boolean.valueOf(values.getFirst()));
            case DAYS_FREE -> FieldTests.count(daysFree(), operator, values);
            case HELD_BY -> reference(DID_HOLDING.CHILD_ID, operator, values);
            case PRICING_BATCH -> reference(DID_HOLDING.PRICING_BATCH_ID, operator, values);
            case HOME_BATCH -> reference(DID_HOLDING.HOME_BATCH_ID, operator, values);
            case GROUP -> reference(DID_HOLDING.GROUP_ID, operator, values);
            case VENDOR_BATCH -> reference(DID_HOLDING.VENDOR_BATCH_ID, operator, values);
            case COUNTRY -> FieldTests.oneOf(DID_HOLDING.COUNTRY, operator, values);
            case NUMBER_TYPE -> FieldTests.oneOf(DID_HOLDING.NUMBER_TYPE, operator, values);
            case NUMBER_CLASS -> FieldTests.oneOf(DID_HOLDING.NUMBER_CLASS, operator, values);
            case DESCRIPTION -> FieldTests.text(DID_HOLDING.DESCRIPTION, operator, values);
            case AREA -> FieldTests.text(DID_HOLDING.AREA, operator, values);
            case SUPPLY_LABEL -> FieldTests.text(DID_HOLDING.SUPPLY_LABEL, operator, values);
            case VENDOR_BATCH_DESCRIPTION -> vendorBatchDescription(operator, values);
            case RECURRING_COST -> FieldTests.money(DID_HOLDING.RECURRING_COST, DID_HOLDING.CURRENCY, operator, values);
            case ACTIVATION_COST ->
                FieldTests.money(DID_HOLDING.ACTIVATION_COST, DID_HOLDING.CURRENCY, operator, values);
            case RECURRING_REVENUE -> FieldTests.money(revenue(), revenueCurrency(), operator, values);
            case MARGIN -> FieldTests.money(margin(), DID_HOLDING.CURRENCY, operator, values);
            case HELD_SINCE -> moment(DID_HOLDING.HELD_SINCE, operator, values);
            case RELEASED_AT -> moment(DID_HOLDING.RELEASED_AT, operator, values);
            case UNTIL -> moment(DID_HOLDING.UNTIL, operator, values);
        };
    }

    // ------------------------------------------------------------------------------------------- numbers

    private Condition number(ConditionOperator operator, List<String> values) {
        if (operator == ConditionOperator.IS_ONE_OF) {
            var exact = new ArrayList<String>();
            var others = new ArrayList<Condition>();
            for (var value : values) {
                if (NumberSearch.parse("=" + value, country) instanceof NumberSearch.Exactly exactly) {
                    exact.addAll(exactly.numbers());
                } else {
                    others.add(number(ConditionOperator.IS, List.of(value)));
                }
            }
            others.add(HoldingConditions.oneOf(exact));
            return DSL.or(others);
        }
        var search = numberSearch(operator, values.getFirst(), country);
        if (search instanceof NumberSearch.Everything) {
            return DSL.trueCondition();
        }
        return searches.of(context, search, lookUps++ < MOST_LOOK_UPS).condition();
    }

    /** What a test of the number looks for: the same that the search bar would for the same text. */
    static NumberSearch numberSearch(ConditionOperator operator, String value, @Nullable String country) {
        return switch (operator) {
            case STARTS_WITH -> NumberSearch.startingWith(value, country);
            case CONTAINS -> NumberSearch.containing(value);
            case ENDS_WITH -> NumberSearch.endingWith(value);
            case MATCHES -> NumberSearch.parse(value, country);
            case IS -> NumberSearch.parse("=" + value, country);
            default -> throw unfitting(operator);
        };
    }

    // ------------------------------------------------------------------------------------------- things and constants

    private static Condition reference(Field<Integer> field, ConditionOperator operator, List<String> values) {
        return FieldTests.oneOf(
                field, operator, values.stream().map(Integer::valueOf).toList());
    }

    // ------------------------------------------------------------------------------------------- words

    private Condition vendorBatchDescription(ConditionOperator operator, List<String> values) {
        var test = operator == ConditionOperator.IS_EMPTY
                ? VENDOR_BATCH.DESCRIPTION.ne("")
                : FieldTests.text(VENDOR_BATCH.DESCRIPTION, operator, values);
        var lies = DID_HOLDING
                .VENDOR_BATCH_ID
                .isNotNull()
                .and(DID_HOLDING.VENDOR_BATCH_ID.in(DSL.select(VENDOR_BATCH.ID)
                        .from(VENDOR_BATCH)
                        .where(context.owns(VENDOR_BATCH.OPERATOR_ID, VENDOR_BATCH.TENANT_ID))
                        .and(test)));
        return operator == ConditionOperator.IS_EMPTY ? DSL.not(lies) : lies;
    }

    // ------------------------------------------------------------------------------------------- money

    /** What the row shows: fixed while given out, otherwise what its batch offers. */
    private Field<BigDecimal> revenue() {
        return DSL.coalesce(DID_HOLDING.RECURRING_REVENUE, ofBatch(DidColumns.recurringRevenue(DID_HOLDING)));
    }

    private Field<String> revenueCurrency() {
        return DSL.coalesce(DID_HOLDING.REVENUE_CURRENCY, ofBatch(PRICING_BATCH.CURRENCY));
    }

    private Field<BigDecimal> margin() {
        return DSL.when(revenueCurrency().eq(DID_HOLDING.CURRENCY), revenue().minus(DID_HOLDING.RECURRING_COST));
    }

    private <T> Field<T> ofBatch(Field<T> value) {
        return DSL.field(DSL.select(value)
                .from(PRICING_BATCH)
                .where(context.owns(PRICING_BATCH.OPERATOR_ID, PRICING_BATCH.TENANT_ID))
                .and(PRICING_BATCH.ID.eq(DID_HOLDING.PRICING_BATCH_ID)));
    }

    // ------------------------------------------------------------------------------------------- time

    private Field<Integer> daysFree() {
        var since = DSL.coalesce(DID_HOLDING.RELEASED_AT, DID_HOLDING.HELD_SINCE);
        var days = DSL.field(
                "floor(extract(epoch from ({0} - {1})) / {2})::int",
                SQLDataType.INTEGER, DSL.val(HoldingConditions.at(context.now())), since, DSL.inline(SECONDS_OF_A_DAY));
        return DSL.when(HoldingConditions.is(DidStatus.FREE, context.now()), days);
    }

    /** Days begin at midnight in the operator's time zone. */
    private Condition moment(Field<OffsetDateTime> field, ConditionOperator operator, List<String> values) {
        return FieldTests.moment(field, operator, values, zone, context.now());
    }

    private static IllegalStateException unfitting(ConditionOperator operator) {
        return new IllegalStateException(operator.name().toLowerCase(Locale.ROOT) + " does not fit");
    }
}
