package com.didstock.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A number as an operation judges it.
 *
 * @param version what the judgement is based on; a change raises it
 * @param until when AGING or RESERVED ends by itself
 * @param reservedFor the child it is reserved for; null if for nobody or for a prospect outside
 * @param extended whether its reservation was extended already
 * @param top whether the tenant is the top of the chain: it loaded the number itself
 * @param numberClass GOLD, SILVER or STANDARD
 * @param recurringCost what the holder pays a month, in {@code currency}
 * @param recurringRevenue what the holder earns a month while the number is given out, in {@code revenueCurrency}
 */
public record Candidate(
        String number,
        int version,
        DidStatus status,
        @Nullable Instant until,
        @Nullable Integer reservedFor,
        boolean extended,
        @Nullable Integer child,
        @Nullable Integer pricingBatch,
        @Nullable Integer group,
        boolean top,
        String numberType,
        String numberClass,
        @Nullable String country,
        BigDecimal recurringCost,
        String currency,
        @Nullable BigDecimal recurringRevenue,
        @Nullable String revenueCurrency) {}
