package com.didstock.numbering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One reading of a search text: digits, {@code _} for one digit and {@code %} for any digits or none, from the first
 * digit of a number to its last. Nothing else can be in it, so {@link #like()} is safe in SQL as it is.
 *
 * @param spelling the pattern with the letters that were typed in place of their digits
 * @param added how many digits at its beginning were not typed: the calling code of a national reading
 */
public record DigitPattern(String spelling, int added) {

    /** How many digits in a row the contains index can look up. */
    public static final int GRAM = 4;

    /** Comes after every digit in collation "C". */
    private static final String AFTER_ALL_DIGITS = ":";

    public DigitPattern {
        for (int i = 0; i < spelling.length(); i++) {
            char sign = spelling.charAt(i);
            if (!isLiteral(sign) && sign != '%' && sign != '_') {
                throw new IllegalArgumentException("not a pattern of digits: " + spelling);
            }
        }
        if (added < 0 || added > literalsAtBeginning(spelling)) {
            throw new IllegalArgumentException(added + " digits were not added to " + spelling);
        }
    }

    /** Writes each run of wildcards the same way: first the {@code _}, then one {@code %} if there was any. */
    static String tidy(String pattern) {
        var tidied = new StringBuilder();
        boolean any = false;
        for (int i = 0; i < pattern.length(); i++) {
            char sign = pattern.charAt(i);
            if (sign == '%') {
                any = true;
                continue;
            }
            if (sign != '_' && any) {
                tidied.append('%');
                any = false;
            }
            tidied.append(sign);
        }
        return any ? tidied.append('%').toString() : tidied.toString();
    }

    private static boolean isLiteral(char sign) {
        return (sign >= '0' && sign <= '9') || Keypad.isLetter(sign);
    }

    private static int literalsAtBeginning(String pattern) {
        int count = 0;
        while (count < pattern.length() && isLiteral(pattern.charAt(count))) {
            count++;
        }
        return count;
    }

    /** The pattern for SQL's LIKE: digits, {@code %} and {@code _}. */
    public String like() {
        return Keypad.digits(spelling);
    }

    /** What was typed of it: the spelling without what was added. */
    String typed() {
        return spelling.substring(added);
    }

    /** The digits that every match starts with; empty if there are none. */
    public String prefix() {
        return Keypad.digits(spelling.substring(0, literalsAtBeginning(spelling)));
    }

    /** In collation "C" all numbers that start with {@link #prefix()} lie from it up to, without, this. */
    public String prefixEnd() {
        return prefix() + AFTER_ALL_DIGITS;
    }

    /** The runs of at least {@value #GRAM} digits that every match contains, from left to right. */
    public List<String> runs() {
        return Arrays.stream(like().split("[%_]+"))
                .filter(it -> it.length() >= GRAM)
                .toList();
    }

    /** All groups of four digits that every match contains, each as a number from 0 to 9999, ascending. */
    public List<Integer> grams() {
        var grams = new TreeSet<Integer>();
        for (String run : runs()) {
            for (int i = 0; i + GRAM <= run.length(); i++) {
                grams.add(Integer.valueOf(run.substring(i, i + GRAM)));
            }
        }
        return List.copyOf(grams);
    }

    /** Whether a match is any number that starts with {@link #prefix()}, so that LIKE has nothing to add. */
    public boolean isPureStartsWith() {
        return like().equals(prefix() + "%");
    }

    /** Whether a match may start with any digits, so that there is no prefix to go by. */
    public boolean isContainsAnywhere() {
        return spelling.startsWith("%");
    }

    /** Whether there is no wildcard, so that a match is one number. */
    public boolean isExact() {
        return literalsAtBeginning(spelling) == spelling.length();
    }

    /** How many digits a match has at least. */
    int shortestMatch() {
        return spelling.replace("%", "").length();
    }

    public boolean matches(String digits) {
        return places(digits).isPresent();
    }

    /** The runs of typed digits in a number; empty if it does not match. Of several ways to match, the leftmost. */
    Optional<List<Mark>> marks(String digits) {
        return places(digits).map(places -> {
            var marks = new ArrayList<Mark>();
            int start = -1;
            for (int i = added; i <= spelling.length(); i++) {
                boolean literal = i < spelling.length() && isLiteral(spelling.charAt(i));
                if (literal && start < 0) {
                    start = i;
                } else if (!literal && start >= 0) {
                    marks.add(new Mark(places[start], places[i - 1] + 1));
                    start = -1;
                }
            }
            return List.copyOf(marks);
        });
    }

    /** The number with the typed letters in it; empty if it does not match or no letters were typed. */
    Optional<String> spelling(String digits) {
        if (like().equals(spelling)) {
            return Optional.empty();
        }
        return places(digits).map(places -> {
            var spelled = new StringBuilder(digits);
            for (int i = 0; i < spelling.length(); i++) {
                if (Keypad.isLetter(spelling.charAt(i))) {
                    spelled.setCharAt(places[i], spelling.charAt(i));
                }
            }
            return spelled.toString();
        });
    }

    /** For each sign of the pattern but {@code %} the index of the digit it stands for; empty if it does not match. */
    private Optional<int[]> places(String digits) {
        String like = like();
        var places = new int[like.length()];
        int pattern = 0;
        int digit = 0;
        // Where to go on when something does not fit: behind the last %, one digit further right.
        int behindAny = -1;
        int retry = 0;
        while (digit < digits.length() || pattern < like.length()) {
            if (pattern < like.length() && like.charAt(pattern) == '%') {
                behindAny = ++pattern;
                retry = digit;
                if (pattern == like.length()) {
                    return Optional.of(places);
                }
            } else if (pattern < like.length()
                    && digit < digits.length()
                    && (like.charAt(pattern) == '_' || like.charAt(pattern) == digits.charAt(digit))) {
                places[pattern++] = digit++;
            } else if (behindAny >= 0 && retry < digits.length()) {
                pattern = behindAny;
                digit = ++retry;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(places);
    }
}
