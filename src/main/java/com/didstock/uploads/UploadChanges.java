package com.didstock.uploads;

import java.math.BigDecimal;
import java.util.List;

/**
 * What an import would do to numbers that are in stock.
 *
 * @param changed how many would change
 * @param unchanged how many are already as the file says
 * @param refused how many can't be changed, each for a reason that the import reports
 * @param uncovered how many are given out and would cost more than they earn
 * @param firstUncovered the first of these
 */
public record UploadChanges(int changed, int unchanged, int refused, int uncovered, List<Uncovered> firstUncovered) {

    /** How many of the uncovered are named. */
    public static final int NAMED = 100;

    /**
     * A number that is given out and would cost more than it earns.
     *
     * @param cost a month, from now on
     * @param revenue a month, as before
     * @param currency of both, ISO 4217
     */
    public record Uncovered(String number, BigDecimal cost, BigDecimal revenue, String currency) {}
}
