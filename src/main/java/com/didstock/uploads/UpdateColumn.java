package com.didstock.uploads;

/** What an upload can change of numbers in stock, if one says so. */
public enum UpdateColumn {
    /** Activation and periodic fee, together. */
    VENDOR_COSTS,
    DESCRIPTION,
    RELEASED,
    GROUP,
    COUNTRY,
    AREA,
    FREE_OF_CHARGE
}
