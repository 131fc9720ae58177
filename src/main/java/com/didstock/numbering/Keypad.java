package com.didstock.numbering;

/** The letters on the keys of a telephone, by ITU-T E.161: ABC on 2, DEF on 3, … WXYZ on 9. */
final class Keypad {

    private static final String KEY_OF_LETTER = "22233344455566677778889999";

    private Keypad() {}

    /** Whether this is one of the 26 capital letters; others are on no key. */
    static boolean isLetter(char sign) {
        return sign >= 'A' && sign <= 'Z';
    }

    static char digit(char letter) {
        return KEY_OF_LETTER.charAt(letter - 'A');
    }

    /** The text with each capital letter replaced by its digit. */
    static String digits(String text) {
        var digits = new StringBuilder(text);
        for (int i = 0; i < digits.length(); i++) {
            if (isLetter(digits.charAt(i))) {
                digits.setCharAt(i, digit(digits.charAt(i)));
            }
        }
        return digits.toString();
    }
}
