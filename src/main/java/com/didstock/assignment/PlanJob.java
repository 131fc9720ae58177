package com.didstock.assignment;

import com.didstock.tenancy.DatabaseAwayException;
import com.didstock.tenancy.DuePlans;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Carries out what was planned for a day that has begun. Asked every minute, on every node: each plan goes to one of them, and
 * one that a stopped node left behind to another. {@code didstock.upkeep=false} leaves it to another node.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "didstock.upkeep", matchIfMissing = true)
class PlanJob {

    private static final Logger LOG = LoggerFactory.getLogger(PlanJob.class);

    /** So long nobody else looks after a plan; longer than any transaction may last. */
    static final Duration LEASE = Duration.ofMinutes(10);

    private static final int MOST_AT_ONCE = 100;

    private final DuePlans due;
    private final Plans plans;
    private final Clock clock;

    PlanJob(DuePlans due, Plans plans, Clock clock) {
        this.due = due;
        this.plans = plans;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT1M")
    void carryOut() {
        try {
            for (var done = 0; done < MOST_AT_ONCE; done++) {
                var next = due.take(clock.instant(), clock.instant().plus(LEASE));
                if (next.isEmpty()) {
                    return;
                }
                plans.carryOut(next.get())
                        .ifPresent(failure -> due.giveUp(next.get(), failure.name(), clock.instant()));
            }
        } catch (DatabaseAwayException away) {
            LOG.info("what is planned for today was not looked for this time: {}", away.getMessage());
        }
    }
}
