package com.didstock.charges;

import com.didstock.branding.Operators;
import com.didstock.tenancy.DatabaseAwayException;
import com.didstock.tenancy.LedgerPosting;
import com.didstock.tenancy.StockChangedException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Keeps every operator's ledger written: every minute what began and ended, every month what went on. A statement is right
 * before and after; until it is posted it is worked out anew. {@code didstock.upkeep=false} leaves it to another node.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "didstock.upkeep", matchIfMissing = true)
class ChargeUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(ChargeUpkeep.class);

    private final Operators operators;
    private final LedgerPosting ledger;
    private final Clock clock;

    /** Before, the demo may still be making its past. */
    private volatile boolean ready;

    ChargeUpkeep(Operators operators, LedgerPosting ledger, Clock clock) {
        this.operators = operators;
        this.ledger = ledger;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        ready = true;
    }

    @Scheduled(initialDelayString = "PT15S", fixedDelayString = "PT1M")
    void postCharges() {
        if (!ready) {
            return;
        }
        for (var operator : operators.all()) {
            try {
                ledger.post(operator.id(), operator.settings().zone(), clock.instant());
            } catch (DatabaseAwayException | StockChangedException missed) {
                LOG.info("charges were not posted this time: {}", missed.getMessage());
            }
        }
    }
}
