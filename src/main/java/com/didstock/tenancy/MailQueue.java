package com.didstock.tenancy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Mails that wait to be sent, whosever they are. Nobody acts here, and nothing of a mail is told but whose it is: whoever
 * sends one reads it as the user who gets it. May be asked by several nodes at once; each mail is handed to one of them.
 */
@Component
public class MailQueue {

    /** So often a mail is tried: over about eighteen hours. */
    public static final int TRIES = 8;

    private final Outbox outbox;
    private final boolean demo;

    MailQueue(Outbox outbox, @Value("${didstock.demo:false}") boolean demo) {
        this.outbox = outbox;
        this.demo = demo;
    }

    /**
     * A mail to be sent now.
     *
     * @param actor who gets it
     * @param attempt from 1
     */
    public record Due(Actor actor, UUID id, int attempt) {}

    /** How an attempt ended. */
    public enum Outcome {
        SENT,
        /** To be tried again, unless it was the last time. */
        WAITING,
        /** Refused for good. */
        GIVEN_UP,
        /** Nobody is there to get it. */
        DROPPED
    }

    /**
     * Makes mails of what was noted for an operator's people.
     *
     * @param zone whose day a digest is for
     * @param hour of the day, from which digests are made
     * @param setUp whether mails can be sent; if not, none are made, and old notes are forgotten
     * @return how many
     */
    public int gather(int operatorId, ZoneId zone, int hour, boolean setUp, Instant now) {
        return outbox.gatherMails(operatorId, LedgerPosting.databaseName(zone), hour, setUp, now);
    }

    /**
     * Hands out mails that are due.
     *
     * @param lease so long nobody else gets them
     */
    public List<Due> claim(Instant now, Duration lease, int most) {
        return outbox.claimMails(now, now.plus(lease), most, TRIES, demo);
    }

    /**
     * Says how it went, unless somebody else has the mail by now.
     *
     * @param answer what the server said, if it did not take it
     */
    public void settle(Due mail, Outcome outcome, @Nullable String answer, Instant now) {
        outbox.settleMail(mail, outcome.name(), TRIES, answer, now);
    }
}
