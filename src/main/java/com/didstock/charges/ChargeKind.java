package com.didstock.charges;

/** What a charge is for. */
public enum ChargeKind {
    /** Once, when a tenure begins. */
    ACTIVATION,
    /** For the days of a month on which the number was held. */
    RECURRING,
    /** Takes back what was charged; below zero. */
    CREDIT
}
