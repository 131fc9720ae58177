package com.didstock.pricing;

import java.math.BigDecimal;

/**
 * What a number of a batch would cost whoever gets it, in the batch's currency.
 *
 * @param activationCost what the tenant pays once itself
 * @param recurringCost what the tenant pays a month itself
 * @param activation what it would charge once
 * @param recurring what it would charge a month
 */
public record PriceQuote(
        BigDecimal activationCost, BigDecimal recurringCost, BigDecimal activation, BigDecimal recurring) {

    /** {@return what the tenant would keep of a month; negative if it pays more than it gets} */
    public BigDecimal monthlyMargin() {
        return recurring.subtract(recurringCost);
    }
}
