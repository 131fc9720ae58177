package com.didstock.api;

import java.util.List;

/**
 * What is wrong with one field.
 *
 * @param field its path in the body ({@code applyTo.first}) or the parameter's name
 * @param textKey key of the sentence
 */
record FieldProblem(String field, String code, String textKey, List<Object> arguments) {

    static FieldProblem of(String field, FieldFault fault, Object... arguments) {
        return new FieldProblem(field, fault.name(), "api.field." + fault, List.of(arguments));
    }
}
