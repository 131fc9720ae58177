package com.didstock.conditions;

import com.didstock.conditions.ConditionProblem.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields that somebody may search by, in the order in which they are offered. */
public record ConditionFields(List<ConditionField> fields) {

    public ConditionFields {
        fields = List.copyOf(fields);
    }

    public Optional<ConditionField> find(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /**
     * Makes sure that a condition is within the limits, and that every test names one of these fields, an operator that
     * fits it, and values that mean something.
     *
     * @throws InvalidConditionException with the first place at which that is not so
     */
    public void require(SearchCondition condition) {
        var problem = problem(condition);
        if (problem != null) {
            throw new InvalidConditionException(problem);
        }
    }

    /** {@return the first problem; null if there is none} */
    public @Nullable ConditionProblem problem(SearchCondition condition) {
        if (condition.tests() > SearchCondition.MOST_TESTS) {
            return ConditionProblem.of("", Reason.TOO_MANY, SearchCondition.MOST_TESTS);
        }
        if (condition.depth() > SearchCondition.DEEPEST) {
            return ConditionProblem.of("", Reason.TOO_DEEP, SearchCondition.DEEPEST);
        }
        return problem(condition, "");
    }

    private @Nullable ConditionProblem problem(SearchCondition condition, String place) {
        return switch (condition) {
            case SearchCondition.And and -> problem(and.parts(), place + ".and");
            case SearchCondition.Or or -> problem(or.parts(), place + ".or");
            case SearchCondition.Not not -> problem(not.part(), place + ".not");
            case SearchCondition.Test test -> problem(test, place);
        };
    }

    private @Nullable ConditionProblem problem(List<SearchCondition> parts, String place) {
        for (var index = 0; index < parts.size(); index++) {
            var problem = problem(parts.get(index), place + "[" + index + "]");
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private @Nullable ConditionProblem problem(SearchCondition.Test test, String place) {
        var field = find(test.field()).orElse(null);
        if (field == null) {
            var names = fields.stream().map(ConditionField::name).collect(Collectors.joining(", "));
            return ConditionProblem.of(place + ".field", Reason.UNKNOWN_FIELD, names);
        }
        var operator = test.operator();
        if (!field.operators().contains(operator)) {
            var fitting = field.operators().stream().map(Enum::name).collect(Collectors.joining(", "));
            return ConditionProblem.of(place + ".operator", Reason.OPERATOR_DOES_NOT_FIT, fitting);
        }
        var count = test.values().size();
        if (count < operator.fewestValues() || count > operator.mostValues()) {
            return ConditionProblem.of(
                    place + (operator.mostValues() > 1 ? ".values" : ".value"),
                    Reason.WRONG_COUNT_OF_VALUES,
                    operator.fewestValues(),
                    operator.mostValues());
        }
        return problem(field, test, place);
    }

    private static @Nullable ConditionProblem problem(ConditionField field, SearchCondition.Test test, String place) {
        var operator = test.operator();
        for (var index = 0; index < test.values().size(); index++) {
            if (!field.canHold(test.values().get(index), operator)) {
                var where = place + (operator.mostValues() > 1 ? ".values[" + index + "]" : ".value");
                if (!field.choices().isEmpty()) {
                    return ConditionProblem.of(where, Reason.UNKNOWN_CHOICE, String.join(", ", field.choices()));
                }
                var type = operator == ConditionOperator.IN_LAST_DAYS ? FieldType.COUNT : field.type();
                return new ConditionProblem(where, wrong(type), List.of());
            }
        }
        return operator == ConditionOperator.BETWEEN && !isOrdered(field.type(), test.values())
                ? ConditionProblem.of(place + ".values", Reason.WRONG_ORDER)
                : null;
    }

    private static Reason wrong(FieldType type) {
        return switch (type) {
            case PHONE -> Reason.WRONG_PHONE;
            case TEXT -> Reason.WRONG_TEXT;
            case CHOICE -> Reason.UNKNOWN_CHOICE;
            case COUNTRY -> Reason.WRONG_COUNTRY;
            case REFERENCE -> Reason.WRONG_REFERENCE;
            case MONEY -> Reason.WRONG_MONEY;
            case COUNT -> Reason.WRONG_COUNT;
            case DATE -> Reason.WRONG_DATE;
            case YES_NO -> Reason.WRONG_YES_NO;
        };
    }

    private static boolean isOrdered(FieldType type, List<String> ends) {
        var from = ends.get(0);
        var to = ends.get(1);
        return switch (type) {
            case MONEY ->
                FieldType.currency(from).equals(FieldType.currency(to))
                        && FieldType.amount(from).compareTo(FieldType.amount(to)) <= 0;
            case COUNT -> new BigDecimal(from).compareTo(new BigDecimal(to)) <= 0;
            case PHONE, TEXT, CHOICE, COUNTRY, REFERENCE, DATE, YES_NO -> from.compareTo(to) <= 0;
        };
    }
}
