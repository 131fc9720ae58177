package com.didstock.provisioning;

/** Whether an account may be used. Stored under its name. */
public enum AccountStatus {
    ACTIVE,
    /** Barred by its customer or the customer's provider; keeps its numbers. */
    BLOCKED
}
