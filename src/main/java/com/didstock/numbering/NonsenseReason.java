package com.didstock.numbering;

/**
 * Why a search text finds nothing whatever is in stock. The sentence for each is the translation
 * {@code number.search.nonsense.<name>}; its arguments are named here.
 */
public enum NonsenseReason {
    /** {0}: the character. */
    ODD_CHARACTER,
    /** {0}: how many characters a pattern may have. */
    TEXT_TOO_LONG,
    /** {0}: how many digits the longest number has. */
    TOO_MANY_DIGITS,
    /** A spreadsheet's {@code 1.8E+10}: the last digits are gone. {0}: the text. */
    DIGITS_LOST,
    /** A list with more numbers than this. {0}: how many there are, {1}: how many there may be. */
    TOO_MANY_NUMBERS,
    /** A list in which no entry is a number. */
    NO_NUMBERS
}
