package com.didstock.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one of a currency is in another one, from some moment on.
 *
 * @param from ISO 4217: the currency of a cost
 * @param to ISO 4217: the currency of a price
 * @param rate so much of {@code to} is one of {@code from}
 * @param own whether it is the tenant's; if not, it is the operator's
 * @param state whether prices are converted by it
 * @param by login of who added it; null for the operator's rates
 */
public record ExchangeRate(
        long id,
        String from,
        String to,
        BigDecimal rate,
        Instant validFrom,
        boolean own,
        State state,
        Instant addedAt,
        @Nullable String by) {

    /** Of the rates for two currencies, one is in force at a time. */
    public enum State {
        /** Begins later. */
        COMING,
        IN_FORCE,
        /** A later one, or an own one, has taken its place. */
        REPLACED
    }
}
