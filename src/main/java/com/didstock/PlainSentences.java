package com.didstock;

import com.didstock.database.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Says in one sentence why the portal does not start, where a person can do something about it. Other failures are left
 * to Spring Boot's reports.
 */
class PlainSentences implements SpringBootExceptionReporter {

    PlainSentences(ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        var sentence = sentence(failure);
        if (sentence == null) {
            return false;
        }
        System.err.println(sentence);
        return true;
    }

    private static @Nullable String sentence(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefusedException refused) {
                return refused.getMessage();
            }
            if (cause instanceof PortInUseException taken) {
                return "Port %d is taken by another program. Stop that program, or choose another port with --port."
                        .formatted(taken.getPort());
            }
        }
        return null;
    }
}
