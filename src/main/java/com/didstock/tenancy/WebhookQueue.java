package com.didstock.tenancy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Events that wait to be sent to tenants' own servers, whosever they are. Nobody acts here: what an event says was the
 * tenant's to know when it happened. May be asked by several nodes at once; each event is handed to one of them.
 */
@Component
public class WebhookQueue {

    private final Outbox outbox;

    WebhookQueue(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * An event to be sent now.
     *
     * @param id the event's; the same at each attempt
     * @param attempt from 1
     * @param secret signs it
     * @param at when it happened
     * @param event what it tells; null: it is a test
     */
    public record Due(
            int operatorId,
            int tenantId,
            UUID id,
            int attempt,
            String url,
            String secret,
            Instant at,
            @Nullable Event event) {

        @Override
        public String toString() {
            return "event " + id;
        }
    }

    /**
     * What happened to numbers of the tenant, as in its notices.
     *
     * @param operation as in the history; null if it came of none
     * @param child the tenant's child through which it came; null: from above
     * @param numbers how many
     * @param number which one, if it is one
     * @param about what it is about, if that is no number
     */
    public record Event(
            String kind,
            @Nullable UUID operation,
            @Nullable String operationName,
            @Nullable String child,
            int numbers,
            @Nullable String number,
            @Nullable String about) {}

    /**
     * Hands out events that are due.
     *
     * @param lease so long nobody else gets them
     */
    public List<Due> claim(Instant now, Duration lease, int most) {
        return outbox.claimDeliveries(now, now.plus(lease), most);
    }

    /**
     * Says how it went, unless somebody else has the event by now.
     *
     * @param code the server's answer; null: there was none
     * @param answer what it said, or why there was none; null if it was delivered
     */
    public void settle(Due event, boolean delivered, @Nullable Integer code, @Nullable String answer, Instant now) {
        outbox.settleDelivery(event, delivered, code, answer, now);
    }
}
