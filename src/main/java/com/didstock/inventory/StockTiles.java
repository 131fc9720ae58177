package com.didstock.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures above the inventory. Internal numbers are not counted. The statuses add up to the total.
 *
 * @param byStatus every status, also those with no numbers
 * @param withoutBatch numbers in no pricing batch, in whatever status
 * @param freeWithoutBatch free numbers in no pricing batch
 * @param nextAgingEnd when the next number's quarantine ends
 * @param idleCost what free, frozen, reserved and aging numbers cost a month, by currency; empty for a user who may
 *     not see money
 * @param monthlyCost what all numbers cost a month, by currency; empty for a user who may not see money
 */
public record StockTiles(
        long total,
        Map<DidStatus, Long> byStatus,
        long withoutBatch,
        long freeWithoutBatch,
        @Nullable Instant nextAgingEnd,
        Map<String, BigDecimal> idleCost,
        Map<String, BigDecimal> monthlyCost) {

    public StockTiles {
        byStatus = Map.copyOf(byStatus);
        idleCost = Map.copyOf(idleCost);
        monthlyCost = Map.copyOf(monthlyCost);
    }

    public long of(DidStatus status) {
        return byStatus.getOrDefault(status, 0L);
    }
}
