package com.didstock.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was sent to a webhook, or waits to be.
 *
 * @param id the event's, the same at each attempt
 * @param kind of notice; null: a test
 * @param triedAt when the latest attempt ended; null: there was none
 * @param nextAt when it is tried next; null: it is not
 * @param answerCode the status of the latest answer; null: there was none
 * @param answer what the server said, or why it did not; null if it was delivered
 */
public record WebhookDelivery(
        UUID id,
        @Nullable String kind,
        Instant at,
        State state,
        int attempts,
        @Nullable Instant triedAt,
        @Nullable Instant nextAt,
        @Nullable Integer answerCode,
        @Nullable String answer) {

    /** What became of it. */
    public enum State {
        WAITING,
        DELIVERED,
        GIVEN_UP
    }
}
