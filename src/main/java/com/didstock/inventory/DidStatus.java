package com.didstock.inventory;

/**
 * The status of a number as its holder sees it: the stored state, with what ends by itself judged by the time of the
 * question, and {@link #IN_USE} while an account uses the number.
 */
public enum DidStatus {
    /** Available to be given out. */
    FREE,
    /** Kept for later; every uploaded number starts so. */
    FROZEN,
    /** Held for somebody until a time. */
    RESERVED,
    /** With a child, and no account uses it. */
    GIVEN,
    /** An account uses it; so on every level of the chain. */
    IN_USE,
    /** Cooling down after use, until a time. */
    AGING,
    /** Being ported in, ordered, or awaiting registration. */
    PENDING
}
