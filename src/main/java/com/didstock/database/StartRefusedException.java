package com.didstock.database;

import org.jspecify.annotations.Nullable;

/**
 * The portal does not start. The message is a plain sentence for the person at the console, says what to do, and is
 * printed without a stack trace.
 */
public class StartRefusedException extends RuntimeException {

    public StartRefusedException(String message) {
        super(message);
    }

    public StartRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
