package com.didstock.api;

import java.util.List;

/** The request says something that cannot be; nothing was done. */
class InvalidRequestException extends RuntimeException {

    private final transient List<FieldProblem> problems;

    InvalidRequestException(List<FieldProblem> problems) {
        super("the request is not valid: " + problems);
        this.problems = List.copyOf(problems);
    }

    InvalidRequestException(String field, FieldFault fault, Object... arguments) {
        this(List.of(FieldProblem.of(field, fault, arguments)));
    }

    List<FieldProblem> problems() {
        return problems;
    }
}
