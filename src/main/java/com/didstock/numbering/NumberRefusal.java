package com.didstock.numbering;

/**
 * Why a text of a file is not taken as a number or range. The sentence for each is the translation
 * {@code number.refused.<name>}; {@code {0}} is the text, the further arguments are named here.
 */
public enum NumberRefusal {
    BLANK,
    /** Nothing but separators. */
    NO_DIGITS,
    /** Letters are keypad digits in the search field, but a file must not leave room for interpretation. */
    LETTERS,
    /** {1}: the character. */
    ODD_CHARACTER,
    /** A spreadsheet's {@code 1.8E+10}: the last digits are not in the file. */
    DIGITS_LOST,
    /** {1}: how many digits there are, {2}: how many there must be. */
    TOO_SHORT,
    /** {1}: how many digits there are, {2}: how many there may be. */
    TOO_LONG,
    /** {1}: how many characters there may be. */
    TEXT_TOO_LONG,
    /** An E.164 number never starts with 0, and the default country does not explain it. */
    LEADING_ZERO,
    /** Only makes sense as a national number. {1}: the number that was probably meant, {2}: the country. */
    NATIONAL,
    /** The range ends before it starts. */
    RANGE_BACKWARDS,
    /** The two ends have different lengths: {1} and {2} digits. */
    RANGE_ENDS_DIFFER,
    /** {1}: how many numbers it has, {2}: how many a range may have. */
    RANGE_TOO_LARGE
}
