package com.didstock.charges;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's charges of a month, added up.
 *
 * @param soFar whether the month is not over: recurring charges then reach to the last midnight
 */
public record Statement(YearMonth month, boolean soFar, List<Sum> sums) {

    public Statement {
        sums = List.copyOf(sums);
    }

    /**
     * Charges of one kind, with one counterparty, by one pricing batch of the tenant's own, in one currency.
     *
     * @param batch what is earned was priced by; null otherwise, and for a batch that is no more
     * @param charges how many
     * @param amount below zero for credits
     * @param currency ISO 4217
     */
    public record Sum(
            boolean earned,
            Counterparty counterparty,
            @Nullable String batch,
            ChargeKind kind,
            String currency,
            long charges,
            BigDecimal amount) {}

    /** {@return by currency, what the tenant pays} */
    public Map<String, BigDecimal> paid() {
        return total(sum -> !sum.earned());
    }

    /** {@return by currency, what the tenant earns} */
    public Map<String, BigDecimal> earned() {
        return total(Sum::earned);
    }

    /** {@return by currency, what is left of the earnings} */
    public Map<String, BigDecimal> margin() {
        var margin = new TreeMap<>(earned());
        paid().forEach((currency, amount) -> margin.merge(currency, amount.negate(), BigDecimal::add));
        return margin;
    }

    /** {@return by currency, the total of these sums} */
    public Map<String, BigDecimal> total(Predicate<Sum> which) {
        return total(sums.stream().filter(which).toList());
    }

    /** {@return by currency, the total of these sums} */
    public static Map<String, BigDecimal> total(List<Sum> some) {
        var totals = new TreeMap<String, BigDecimal>();
        some.forEach(sum -> totals.merge(sum.currency(), sum.amount(), BigDecimal::add));
        return totals;
    }
}
