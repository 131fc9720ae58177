package com.didstock.notices;

import com.didstock.branding.Operators;
import com.didstock.tenancy.ActorRefusedException;
import com.didstock.tenancy.DatabaseAwayException;
import com.didstock.tenancy.MailQueue;
import com.didstock.tenancy.MailQueue.Outcome;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.StockChangedException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Sends people the notices that they want by e-mail. Every node does; each mail is one node's. A mail is sent once, unless it
 * is not known how an attempt ended: then it comes again, under the same Message-ID. {@code didstock.upkeep=false} leaves it
 * to another node.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "didstock.upkeep", matchIfMissing = true)
class MailDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

    /** In the operator's time zone. */
    private static final int DIGEST_HOUR = 7;

    /** Few, so that all are tried long before somebody else gets them. */
    private static final int AT_A_TIME = 5;

    private static final Duration LEASE = Duration.ofMinutes(15);

    private final Operators operators;
    private final MailQueue queue;
    private final NoticeMails mails;
    private final MailTexts texts;
    private final MailServer server;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** Before, the demo may still be making its past. */
    private volatile boolean ready;

    MailDelivery(
            Operators operators, MailQueue queue, NoticeMails mails, MailTexts texts, MailServer server, Clock clock) {
        this.operators = operators;
        this.queue = queue;
        this.mails = mails;
        this.texts = texts;
        this.server = server;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        ready = true;
    }

    /** On a thread of its own: others that run by the clock must not wait for a mail server. */
    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT10S")
    void deliver() {
        if (ready && busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name("mail").start(() -> {
                try {
                    gather();
                    deliverDue();
                } catch (DatabaseAwayException | StockChangedException missed) {
                    LOG.info("mail was not delivered this time: {}", missed.getMessage());
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private void gather() {
        for (var operator : operators.all()) {
            queue.gather(operator.id(), operator.settings().zone(), DIGEST_HOUR, server.isSetUp(), clock.instant());
        }
    }

    /** Tries each mail that is due once. */
    void deliverDue() {
        if (!server.isSetUp()) {
            return;
        }
        var due = queue.claim(clock.instant(), LEASE, AT_A_TIME);
        while (!due.isEmpty()) {
            due.forEach(this::deliver);
            due = queue.claim(clock.instant(), LEASE, AT_A_TIME);
        }
    }

    private void deliver(MailQueue.Due due) {
        var result = tryOnce(due);
        if (result.outcome() != Outcome.SENT) {
            LOG.info("mail {} was not sent at attempt {}: {}", due.id(), due.attempt(), result.answer());
        }
        queue.settle(due, result.outcome(), result.answer(), clock.instant());
    }

    private MailServer.Result tryOnce(MailQueue.Due due) {
        try {
            var mail = mails.read(due.actor(), due.id());
            var address = mail.address();
            if (address == null || mail.total() == 0) {
                return new MailServer.Result(Outcome.DROPPED, null);
            }
            var operator = operators.settings(due.actor().operatorId());
            var words = texts.of(mail, operator);
            return server.send(due.id(), address, operator.name(), words.subject(), words.body());
        } catch (ActorRefusedException | RightMissingException | NotThereException _) {
            return new MailServer.Result(Outcome.DROPPED, null);
        }
    }
}
