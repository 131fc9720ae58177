package com.didstock.api;

/** What can be wrong with one field of a request. Each has a sentence under {@code api.field.*}. */
enum FieldFault {
    /** The body has a field of a name that means nothing here. */
    UNKNOWN_FIELD,
    /** So has the address. */
    UNKNOWN_PARAMETER,
    /** The parameter is given more than once. */
    REPEATED,
    MISSING,
    /** A text where a number is meant, and the like. */
    WRONG_TYPE,
    /** Arguments: the least and the most. */
    OUT_OF_RANGE,
    /** Argument: what there is. */
    UNKNOWN_VALUE,
    /** A text with characters that no text has, such as the character zero. */
    UNREADABLE_TEXT,
    /** Not a decimal number such as 1.50. */
    NOT_AN_AMOUNT,
    /** Not a moment such as 2026-11-23T00:00:00Z. */
    NOT_A_TIME,
    /** Not a month such as 2026-11. */
    NOT_A_MONTH,
    /** Nothing of this name is there, or it is somebody else's. */
    NOT_THERE,
    /** A cursor that is not one, or belongs to another search. */
    NOT_A_CURSOR,
    /** The offer tells nothing by which it could be found. */
    NOT_OF_THE_OFFER,
    /** Said once, when it was made; a change cannot be. */
    FIXED,
    /** Exactly one of several is to be said. Argument: of which. */
    ONE_OF
}
