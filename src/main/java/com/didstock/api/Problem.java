package com.didstock.api;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * What went wrong, before it is put into words.
 *
 * @param code told to the client; stable
 * @param kind gives status and title
 * @param textKey key of the sentence
 * @param errors what is wrong with single fields
 */
record Problem(String code, ProblemCode kind, String textKey, List<Object> arguments, List<FieldProblem> errors) {

    static Problem of(ProblemCode kind, Object... arguments) {
        return new Problem(kind.name(), kind, kind.textKey(), List.of(arguments), List.of());
    }

    static Problem invalid(List<FieldProblem> errors) {
        return new Problem(
                ProblemCode.INVALID.name(), ProblemCode.INVALID, ProblemCode.INVALID.textKey(), List.of(), errors);
    }

    Problem about(FieldProblem field) {
        return new Problem(code, kind, textKey, arguments, List.of(field));
    }

    HttpStatus status() {
        return kind.status();
    }
}
