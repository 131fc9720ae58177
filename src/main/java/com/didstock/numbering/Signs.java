package com.didstock.numbering;

import java.util.regex.Pattern;

/** The characters people write phone numbers with. */
final class Signs {

    private static final String SEPARATORS = "+()[]./'\"\u2018\u2019\u00b7\u2212\uff0b\uff08\uff09\uff0e\uff0f";

    /** "+44 (0)20": the 0 is for callers inside the country only, and not part of the number. */
    private static final Pattern BRACKETED_ZERO = Pattern.compile("(?<=\\d[\\s\\u00a0]?)[(\\[]\\s?0\\s?[)\\]]");

    /** Italy, San Marino and the Vatican dial the 0 from abroad as well. */
    private static final Pattern KEEPS_ITS_ZERO = Pattern.compile("[+\\s(]*(00)?\\s?(39|378|379)\\b.*");

    private static final int SHOWN = 40;

    private Signs() {}

    /** The decimal digit, in whatever script, or -1. */
    static int digit(int sign) {
        return Character.getType(sign) == Character.DECIMAL_DIGIT_NUMBER ? Character.digit(sign, 10) : -1;
    }

    /**
     * What carries no meaning inside a number: spaces of every kind, dashes of every kind, brackets, dots, slashes,
     * quotes, plus signs, and the invisible marks that come along when copying from an address book.
     */
    static boolean isSeparator(int sign) {
        return SEPARATORS.indexOf(sign) >= 0
                || isDash(sign)
                || isSpace(sign)
                || Character.getType(sign) == Character.FORMAT;
    }

    static boolean isSpace(int sign) {
        return Character.isWhitespace(sign) || Character.isSpaceChar(sign);
    }

    static boolean isDash(int sign) {
        return Character.getType(sign) == Character.DASH_PUNCTUATION || sign == '\u2212';
    }

    /** Whether a plus stands in front of the first digit: what follows then starts with a country's calling code. */
    static boolean startsWithPlus(String text) {
        for (int i = 0; i < text.length(); ) {
            int sign = text.codePointAt(i);
            if (sign == '+' || sign == '\uff0b') {
                return true;
            }
            if (!isSeparator(sign) && sign != '=') {
                return false;
            }
            i += Character.charCount(sign);
        }
        return false;
    }

    static String withoutBracketedTrunkZero(String text) {
        if (text.indexOf('(') < 0 && text.indexOf('[') < 0) {
            return text;
        }
        return KEEPS_ITS_ZERO.matcher(text).matches()
                ? text
                : BRACKETED_ZERO.matcher(text).replaceFirst(" ");
    }

    /** The text as a sentence about it shows it. */
    static String shortened(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 2)) ? SHOWN - 2 : SHOWN - 1;
        return text.substring(0, end) + "…";
    }
}
