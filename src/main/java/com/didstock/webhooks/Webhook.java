package com.didstock.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A server of the tenant's that is told.
 *
 * @param active whether it is told
 * @param failingSince since when nothing came through; null: what was sent last came through
 * @param stoppedAt when it was turned off, since nothing came through for days
 * @param createdBy login of who added it
 */
public record Webhook(
        int id,
        String url,
        boolean active,
        @Nullable Instant failingSince,
        @Nullable Instant stoppedAt,
        Instant createdAt,
        String createdBy) {

    /**
     * A webhook just added.
     *
     * @param secret signs what is sent to it; can't be read again
     */
    public record Created(Webhook webhook, String secret) {

        @Override
        public String toString() {
            return webhook.toString();
        }
    }
}
