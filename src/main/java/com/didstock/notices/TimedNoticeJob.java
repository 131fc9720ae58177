package com.didstock.notices;

import com.didstock.branding.Operators;
import com.didstock.tenancy.DatabaseAwayException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.tenancy.TimedNotices;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Tells people a day before what ends by itself, and when their stock runs low. Asked every hour, for a node may have been away at midnight; each thing is
 * told once. {@code didstock.upkeep=false} leaves it to another node.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "didstock.upkeep", matchIfMissing = true)
class TimedNoticeJob {

    private static final Logger LOG = LoggerFactory.getLogger(TimedNoticeJob.class);

    private final Operators operators;
    private final TimedNotices timed;
    private final Clock clock;

    TimedNoticeJob(Operators operators, TimedNotices timed, Clock clock) {
        this.operators = operators;
        this.timed = timed;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT1H")
    void tell() {
        for (var operator : operators.all()) {
            try {
                timed.tell(operator.id(), operator.settings().zone(), clock.instant());
                timed.tellOfStock(operator.id(), clock.instant());
                timed.tellOfIdleStock(operator.id(), operator.settings().zone(), clock.instant());
            } catch (DatabaseAwayException | StockChangedException missed) {
                LOG.info("what ends tomorrow and what runs low was not told this time: {}", missed.getMessage());
            }
        }
    }
}
