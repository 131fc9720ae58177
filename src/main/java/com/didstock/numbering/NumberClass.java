package com.didstock.numbering;

/**
 * How memorable a number is, by its last digits, which are what people remember and pay for. Counted over all endings,
 * about 1 number in 410 is gold and 1 in 35 silver; words are few of them, see {@link VanityWords}.
 */
public enum NumberClass {
    /**
     * Ends in four equal digits (7777), five in sequence up or down (12345, 98765), a group of three twice (123 123),
     * a pair three times (12 12 12), or two triples (111 222); or
     * spells, on the keypad, a word of five letters or more, or two words, at its end (HOTEL, CALL TAXI).
     */
    GOLD,
    /**
     * Ends in three equal digits (777), four in sequence (1234, 4321), a pair twice (12 12) or two doubles (11 22);
     * or spells a word of four letters at its end (TAXI).
     */
    SILVER,
    /** Everything else, and every internal number: nobody pays for those. */
    STANDARD;

    static NumberClass of(DidNumber number) {
        if (number.isInternal()) {
            return STANDARD;
        }
        String digits = number.digits();
        int letters = VanityWords.lettersAtEnd(digits);
        if (isGold(digits) || letters > VanityWords.SHORTEST) {
            return GOLD;
        }
        return isSilver(digits) || letters > 0 ? SILVER : STANDARD;
    }

    private static boolean isGold(String digits) {
        return endsInSteps(digits, 4, 0)
                || endsInSteps(digits, 5, 1)
                || endsInSteps(digits, 5, -1)
                || endsInPeriod(digits, 6, 3)
                || endsInPeriod(digits, 6, 2)
                || (endsInSteps(digits, 3, 0) && endsInSteps(digits.substring(0, digits.length() - 3), 3, 0));
    }

    private static boolean isSilver(String digits) {
        return endsInSteps(digits, 3, 0)
                || endsInSteps(digits, 4, 1)
                || endsInSteps(digits, 4, -1)
                || endsInPeriod(digits, 4, 2)
                || (endsInSteps(digits, 2, 0) && endsInSteps(digits.substring(0, digits.length() - 2), 2, 0));
    }

    /** Whether each of the last {@code count} digits is its predecessor plus {@code step}; 0 does not follow 9. */
    private static boolean endsInSteps(String digits, int count, int step) {
        for (int i = digits.length() - count + 1; i < digits.length(); i++) {
            if (digits.charAt(i) - digits.charAt(i - 1) != step) {
                return false;
            }
        }
        return true;
    }

    /** Whether the last {@code count} digits repeat every {@code period} digits. */
    private static boolean endsInPeriod(String digits, int count, int period) {
        for (int i = digits.length() - count + period; i < digits.length(); i++) {
            if (digits.charAt(i) != digits.charAt(i - period)) {
                return false;
            }
        }
        return true;
    }
}
