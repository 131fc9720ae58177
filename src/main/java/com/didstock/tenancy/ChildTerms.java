package com.didstock.tenancy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant lays down for a child, and may change later.
 *
 * @param maxNumbers most numbers it may hold; null: no limit
 * @param maxMonthlyCost most its numbers may cost it a month, in its currency; null: no limit
 * @param maxDailyCost most monthly cost that may be new to it on one day, in its currency; null: no limit
 * @param maxReservations most numbers it may have reserved; null: no limit
 * @param mayDraw whether it may get numbers that this tenant does not hold itself, from further up
 * @param releaseToHomeBatch whether numbers it releases go back to their batch, rather than to the pool
 * @param afterUse where a customer's number goes when an account stops using it and nobody chooses
 */
public record ChildTerms(
        String name,
        @Nullable Integer maxNumbers,
        @Nullable BigDecimal maxMonthlyCost,
        @Nullable BigDecimal maxDailyCost,
        @Nullable Integer maxReservations,
        boolean mayDraw,
        boolean releaseToHomeBatch,
        AfterUse afterUse) {

    /** Terms without a limit for a day. */
    public ChildTerms(
            String name,
            @Nullable Integer maxNumbers,
            @Nullable BigDecimal maxMonthlyCost,
            @Nullable Integer maxReservations,
            boolean mayDraw,
            boolean releaseToHomeBatch,
            AfterUse afterUse) {
        this(name, maxNumbers, maxMonthlyCost, null, maxReservations, mayDraw, releaseToHomeBatch, afterUse);
    }

    /** {@return terms without limits} */
    public static ChildTerms named(String name) {
        return new ChildTerms(name, null, null, null, false, false, AfterUse.BY_ORIGIN);
    }
}
