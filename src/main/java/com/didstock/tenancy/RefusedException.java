package com.didstock.tenancy;

import java.util.List;

/** What a user asked for breaks a rule that has a sentence. Nothing was written. */
public class RefusedException extends RuntimeException {

    private final RefusalReason reason;
    private final List<Object> arguments;

    /** @param arguments of the sentence: counts, names */
    public RefusedException(RefusalReason reason, Object... arguments) {
        super(reason.name() + List.of(arguments));
        this.reason = reason;
        this.arguments = List.of(arguments);
    }

    public RefusalReason reason() {
        return reason;
    }

    /** {@return the arguments of the reason's sentence} */
    public List<Object> arguments() {
        return arguments;
    }
}
