package com.didstock.charges;

/** What a list of margins is sorted by. */
public enum MarginOrder {
    /** Digits of the number, or the name. */
    NAME,
    REVENUE,
    COST,
    MARGIN
}
