package com.didstock.conditions;

import java.util.List;

/**
 * What is wrong with a condition, and where.
 *
 * @param place a path such as {@code .and[1].value}; empty for the whole
 * @param arguments of the reason's sentence
 */
public record ConditionProblem(String place, Reason reason, List<Object> arguments) {

    static ConditionProblem of(String place, Reason reason, Object... arguments) {
        return new ConditionProblem(place, reason, List.of(arguments));
    }

    /** {@return the key of the sentence} */
    public String textKey() {
        return "conditions.problem." + reason;
    }

    /** What can be wrong. Each has a sentence. */
    public enum Reason {
        /** Not JSON. Arguments: line and column. */
        NOT_JSON,
        TOO_LONG,
        /** Argument: how many there may be. */
        TOO_MANY,
        /** Argument: how deep they may lie. */
        TOO_DEEP,
        /** A JSON object with none of and, or, not, field; or with more than one. */
        NOT_A_CONDITION,
        UNKNOWN_PROPERTY,
        EMPTY_GROUP,
        DOUBLE_NOT,
        /** Argument: the fields there are. */
        UNKNOWN_FIELD,
        /** Argument: the operators that fit. */
        OPERATOR_DOES_NOT_FIT,
        /** Arguments: the least and the most. */
        WRONG_COUNT_OF_VALUES,
        /** Argument: the choices there are. */
        UNKNOWN_CHOICE,
        WRONG_PHONE,
        WRONG_TEXT,
        WRONG_COUNTRY,
        WRONG_REFERENCE,
        WRONG_MONEY,
        WRONG_COUNT,
        WRONG_DATE,
        WRONG_YES_NO,
        /** The second value is before the first, or in another currency. */
        WRONG_ORDER
    }
}
