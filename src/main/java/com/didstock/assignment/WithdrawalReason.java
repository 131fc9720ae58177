package com.didstock.assignment;

/** Why the operator takes a number out of stock, wherever it is. The register remembers it. */
public enum WithdrawalReason {
    PORTED_OUT,
    ENDED_BY_VENDOR,
    LEGAL,
    FRAUD
}
