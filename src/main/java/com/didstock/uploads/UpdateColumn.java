package com.didstock.uploads;

/** What an upload can change of numbers in stock, if one says so. */
public enum UpdateColumn {
    /** Activation and periodic fee, each unless it is blank. */
    VENDOR_COSTS,
    DESCRIPTION,
    RELEASED,
    GROUP,
    COUNTRY,
    AREA,
    FREE_OF_CHARGE,
    /** Free numbers are frozen, frozen ones freed. */
    FROZEN
}
