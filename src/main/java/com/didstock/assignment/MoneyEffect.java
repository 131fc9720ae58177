package com.didstock.assignment;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an operation means in money, by currency, for the tenant that does it.
 *
 * @param chargedNow activation that the child is charged now
 * @param earnedMonthly what is earned a month from now on (negative: no longer earned)
 * @param paidMonthly what is paid a month from now on (negative: no longer paid)
 * @param offeredMonthly the sum of the prices at which the numbers will be offered
 * @param costsEitherWay what the numbers cost a month, before and after
 * @param belowCost how many numbers would be sold or offered for less a month than they cost, those that are free of
 *     charge left out
 */
public record MoneyEffect(
        Map<String, BigDecimal> chargedNow,
        Map<String, BigDecimal> earnedMonthly,
        Map<String, BigDecimal> paidMonthly,
        Map<String, BigDecimal> offeredMonthly,
        Map<String, BigDecimal> costsEitherWay,
        int belowCost) {

    /** Adds up; currencies never mix. */
    static final class Sums {
        final Map<String, BigDecimal> chargedNow = new TreeMap<>();
        final Map<String, BigDecimal> earnedMonthly = new TreeMap<>();
        final Map<String, BigDecimal> paidMonthly = new TreeMap<>();
        final Map<String, BigDecimal> offeredMonthly = new TreeMap<>();
        final Map<String, BigDecimal> costsEitherWay = new TreeMap<>();

        static void add(Map<String, BigDecimal> sums, String currency, BigDecimal amount) {
            sums.merge(currency, amount, BigDecimal::add);
        }

        MoneyEffect total(int belowCost) {
            return new MoneyEffect(chargedNow, earnedMonthly, paidMonthly, offeredMonthly, costsEitherWay, belowCost);
        }
    }
}
