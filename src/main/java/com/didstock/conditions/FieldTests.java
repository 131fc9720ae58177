package com.didstock.conditions;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * How each type of field is tested in SQL, the same for whatever is searched. Every test is true or false, never unknown, so
 * that NOT finds exactly all others. The values are those that {@link ConditionFields#require} let pass; the negative
 * operators are the caller's to turn into NOT of the positive ones.
 */
public final class FieldTests {

    private static final char ESCAPE = '!';

    private FieldTests() {}

    /** {@return whether a text is such; upper and lower case are the same, and nothing that is typed is a wildcard but in a pattern} */
    public static Condition text(Field<String> field, ConditionOperator operator, List<String> values) {
        var empty = DSL.coalesce(field, DSL.inline("")).eq(DSL.inline(""));
        return operator == ConditionOperator.IS_EMPTY ? empty : DSL.not(empty).and(words(field, operator, values));
    }

    private static Condition words(Field<String> field, ConditionOperator operator, List<String> values) {
        var here = DSL.lower(field);
        var wanted = DSL.lower(DSL.val(values.getFirst()));
        return switch (operator) {
            case IS, IS_ONE_OF ->
                here.in(values.stream().map(it -> DSL.lower(DSL.val(it))).toList());
            case STARTS_WITH -> DSL.left(here, DSL.length(wanted)).eq(wanted);
            case CONTAINS -> DSL.position(here, wanted).gt(0);
            case ENDS_WITH -> DSL.right(here, DSL.length(wanted)).eq(wanted);
            case MATCHES -> here.like(DSL.lower(DSL.val(pattern(values.getFirst()))), ESCAPE);
            default -> throw unfitting(operator);
        };
    }

    private static String pattern(String typed) {
        return typed.replace("" + ESCAPE, "" + ESCAPE + ESCAPE)
                .replace('*', '%')
                .replace('?', '_');
    }

    /** {@return whether a thing or a constant is one of these} */
    public static <T> Condition oneOf(Field<T> field, ConditionOperator operator, List<T> wanted) {
        return operator == ConditionOperator.IS_EMPTY
                ? field.isNull()
                : field.isNotNull().and(field.in(wanted));
    }

    /** {@return whether an amount compares so; one in another currency never does} */
    public static Condition money(
            Field<BigDecimal> amount, Field<String> currency, ConditionOperator operator, List<String> values) {
        var there = amount.isNotNull().and(currency.isNotNull());
        if (operator == ConditionOperator.IS_EMPTY) {
            return DSL.not(there);
        }
        var wanted = values.stream().map(FieldType::amount).toList();
        return there.and(currency.eq(FieldType.currency(values.getFirst()))).and(compared(amount, operator, wanted));
    }

    /** {@return whether a whole number compares so} */
    public static <T extends Number> Condition count(Field<T> field, ConditionOperator operator, List<String> values) {
        return operator == ConditionOperator.IS_EMPTY
                ? field.isNull()
                : field.isNotNull()
                        .and(compared(
                                field,
                                operator,
                                values.stream()
                                        .map(value -> field.getDataType().convert(value))
                                        .toList()));
    }

    /**
     * {@return whether a moment lies so}
     *
     * @param zone whose midnight begins a day
     */
    public static Condition moment(
            Field<OffsetDateTime> field, ConditionOperator operator, List<String> values, ZoneId zone, Instant now) {
        if (operator == ConditionOperator.IS_EMPTY) {
            return field.isNull();
        }
        var first = values.getFirst();
        var test = switch (operator) {
            case IS -> field.ge(begin(first, zone)).and(field.lt(end(first, zone)));
            case BEFORE -> field.lt(begin(first, zone));
            case AFTER -> field.ge(end(first, zone));
            case BETWEEN -> field.ge(begin(first, zone)).and(field.lt(end(values.get(1), zone)));
            case IN_LAST_DAYS ->
                field.ge(at(now.minus(Duration.ofDays(Long.parseLong(first))))).and(field.le(at(now)));
            default -> throw unfitting(operator);
        };
        return field.isNotNull().and(test);
    }

    private static <T> Condition compared(Field<T> field, ConditionOperator operator, List<T> wanted) {
        return switch (operator) {
            case IS -> field.eq(wanted.getFirst());
            case LESS -> field.lt(wanted.getFirst());
            case GREATER -> field.gt(wanted.getFirst());
            case BETWEEN -> field.between(wanted.get(0), wanted.get(1));
            default -> throw unfitting(operator);
        };
    }

    private static OffsetDateTime begin(String day, ZoneId zone) {
        return LocalDate.parse(day).atStartOfDay(zone).toOffsetDateTime();
    }

    private static OffsetDateTime end(String day, ZoneId zone) {
        return LocalDate.parse(day).plusDays(1).atStartOfDay(zone).toOffsetDateTime();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static IllegalStateException unfitting(ConditionOperator operator) {
        return new IllegalStateException(operator.name().toLowerCase(Locale.ROOT) + " does not fit");
    }
}
