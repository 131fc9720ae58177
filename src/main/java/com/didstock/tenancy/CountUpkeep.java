package com.didstock.tenancy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Keeps the counts of numbers short: every change appends to them, and every few seconds what was appended is folded
 * in. A figure is right before and after; unfolded it only costs more to add up. {@code didstock.upkeep=false} leaves it to
 * another node.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "didstock.upkeep", matchIfMissing = true)
class CountUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(CountUpkeep.class);

    private final Entry entry;

    CountUpkeep(Entry entry) {
        this.entry = entry;
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT5S")
    void foldCounts() {
        try {
            entry.foldCounts();
        } catch (DatabaseAwayException | StockChangedException missed) {
            LOG.info("counts were not folded this time: {}", missed.getMessage());
        }
    }
}
