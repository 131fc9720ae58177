package com.didstock.assignment;

/** Whether tenants are charged for a number. */
public enum Charging {
    /** Nobody in the tree; the vendor is paid as before. */
    FREE_OF_CHARGE,
    /** Everybody who has it, by their prices. */
    CHARGED
}
