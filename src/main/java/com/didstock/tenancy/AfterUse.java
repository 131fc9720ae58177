package com.didstock.tenancy;

/** Where a customer's number goes when an account stops using it. Stored under its name. */
public enum AfterUse {
    /** What was made for the use ends with it; whoever held the number on its own account before keeps it. */
    BY_ORIGIN,
    /** The customer keeps it and pays on. */
    KEEP,
    /** Back to the pricing batch it came from, with the tenant directly above the customer. */
    BACK_TO_BATCH,
    /** The tenant directly above the customer gives it up, too: to the pool above. */
    RELEASE_TO_POOL
}
