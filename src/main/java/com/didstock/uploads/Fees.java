package com.didstock.uploads;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Reads amounts as files write them: with a decimal point or a decimal comma, without thousands marks. */
final class Fees {

    /** Decimals kept of a price. */
    static final int PLACES = 5;

    private static final BigDecimal LIMIT = new BigDecimal("1000000000");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,20}([.,][0-9]{1,20})?");
    private static final Pattern PERHAPS_THOUSANDS = Pattern.compile("[1-9][0-9]{0,2},[0-9]{3}");

    private Fees() {}

    /** What an amount is, or what is wrong with it. */
    sealed interface Reading {
        record Amount(BigDecimal value) implements Reading {}

        record Wrong(ProblemCode code) implements Reading {}
    }

    static Reading read(String text) {
        if (text.startsWith("-") && AMOUNT.matcher(text.substring(1)).matches()) {
            return new Reading.Wrong(ProblemCode.FEE_NEGATIVE);
        }
        if (!AMOUNT.matcher(text).matches()) {
            return new Reading.Wrong(ProblemCode.FEE_UNREADABLE);
        }
        if (PERHAPS_THOUSANDS.matcher(text).matches()) {
            return new Reading.Wrong(ProblemCode.FEE_AMBIGUOUS);
        }
        return check(new BigDecimal(text.replace(',', '.')));
    }

    static Reading check(BigDecimal amount) {
        if (amount.signum() < 0) {
            return new Reading.Wrong(ProblemCode.FEE_NEGATIVE);
        }
        if (amount.compareTo(LIMIT) >= 0) {
            return new Reading.Wrong(ProblemCode.FEE_TOO_LARGE);
        }
        if (amount.stripTrailingZeros().scale() > PLACES) {
            return new Reading.Wrong(ProblemCode.FEE_TOO_FINE);
        }
        return new Reading.Amount(amount);
    }
}
