package com.didstock.charges;

/** What margins are told for. */
public enum MarginBy {
    NUMBER,
    PRICING_BATCH,
    CHILD
}
