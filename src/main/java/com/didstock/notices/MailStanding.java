package com.didstock.notices;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with the latest mail to a user.
 *
 * @param at when it was made, or when its state was found
 * @param attempts how often it was tried
 * @param answer what the mail server said, if it did not take it
 */
public record MailStanding(
        State state, Instant at, int attempts, @Nullable String answer) {

    /** What became of it. */
    public enum State {
        WAITING,
        SENT,
        GIVEN_UP,
        DROPPED
    }
}
