package com.didstock.api;

import java.util.List;

/** A problem that arises in the API itself. */
class ApiProblemException extends RuntimeException {

    private final ProblemCode code;
    private final transient List<Object> arguments;

    ApiProblemException(ProblemCode code, Object... arguments) {
        super(code.name());
        this.code = code;
        this.arguments = List.of(arguments);
    }

    ProblemCode code() {
        return code;
    }

    List<Object> arguments() {
        return arguments;
    }
}
