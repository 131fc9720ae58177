package com.didstock.pricing;

import com.didstock.tenancy.RefusalReason;

/** Why an exchange rate can't be as asked. */
public enum RateRefusal implements RefusalReason {
    /** Argument: what was given. */
    FROM_UNKNOWN("from"),
    /** Argument: what was given. */
    TO_UNKNOWN("to"),
    /** From and to are one currency. */
    SAME_CURRENCY("to"),
    RATE_NOT_POSITIVE("rate"),
    /** More than nine digits before or eight after the point. */
    RATE_OUT_OF_RANGE("rate"),
    /** Prices that were are not made anew. */
    IN_THE_PAST("validFrom"),
    /** Argument: the most years ahead. */
    TOO_FAR_AHEAD("validFrom");

    private final String field;

    RateRefusal(String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "pricing.rate-refusal." + name();
    }

    @Override
    public String field() {
        return field;
    }
}
