package com.didstock.charges;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What was earned and paid in a month for a number, by a pricing batch or with a child, in one currency.
 *
 * @param name digits of the number, or the name of the batch or child; null for what no batch priced or nobody had
 * @param currency ISO 4217
 * @param revenue what it earned
 * @param cost what was paid for it
 */
public record MarginRow(@Nullable String name, String currency, BigDecimal revenue, BigDecimal cost) {

    /** {@return what is left; below zero if it cost more than it earned} */
    public BigDecimal margin() {
        return revenue.subtract(cost);
    }
}
