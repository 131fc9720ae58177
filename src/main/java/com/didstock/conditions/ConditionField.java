package com.didstock.conditions;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that can be searched by.
 *
 * @param name as in JSON: {@code recurringCost}
 * @param canBeEmpty whether it may be without a value, so that this can be asked for
 * @param choices for {@link FieldType#CHOICE} the constants there are; otherwise empty
 */
public record ConditionField(String name, FieldType type, boolean canBeEmpty, List<String> choices) {

    public ConditionField {
        choices = List.copyOf(choices);
    }

    /** {@return the operators that fit it, the usual one first} */
    public List<ConditionOperator> operators() {
        var operators = new ArrayList<>(type.operators());
        if (canBeEmpty) {
            operators.add(ConditionOperator.IS_EMPTY);
            operators.add(ConditionOperator.IS_NOT_EMPTY);
        }
        return operators;
    }

    /** {@return whether this value can be compared with} */
    public boolean canHold(String value, ConditionOperator operator) {
        return choices.isEmpty() ? type.canHold(value, operator) : choices.contains(value);
    }
}
