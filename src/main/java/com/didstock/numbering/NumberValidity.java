package com.didstock.numbering;

/** What libphonenumber makes of a number. Never a reason to refuse one: plans grow faster than the library. */
public enum NumberValidity {
    /** In a range that is in use in its country. */
    VALID,
    /** Of a length that the country has, in a range that is not known to be in use. */
    POSSIBLE,
    /** Of no known country, or of a length its country does not have. */
    IMPOSSIBLE
}
