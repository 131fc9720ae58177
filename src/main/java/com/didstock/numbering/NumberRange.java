package com.didstock.numbering;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Consecutive numbers of one length, both ends included. Iterating makes them one by one. */
public record NumberRange(DidNumber first, DidNumber last) implements Iterable<DidNumber> {

    /** How many numbers one range of a file may have: more is a slip of the keyboard, not a block that is sold. */
    public static final int LARGEST = 100_000;

    public NumberRange {
        if (first.digits().length() != last.digits().length() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException("not a range: " + first + "-" + last);
        }
    }

    /**
     * Reads a cell that holds one number (a range of one) or a range.
     *
     * <p>A range is two complete numbers, joined by two dots ({@code 2000..2999}) or by a dash. Since a dash is also a
     * separator inside a number, it joins a range only where equally many digits, at least seven, stand on both
     * sides: {@code 18005550100-18005550199} and {@code 1-800-555-0100 - 1-800-555-0199} are ranges,
     * {@code 1-800-555-0100} is a number. A short end ({@code 18005550100-199}) is not understood; it is refused
     * rather than read as one long number, unless only the whole is a valid number, as German extensions are.
     *
     * @param defaultCountry as in {@link DidNumber#parse}
     */
    public static Reading<NumberRange> parse(String text, @Nullable String defaultCountry) {
        String given = text.strip();
        int dots = given.indexOf("..");
        if (dots >= 0) {
            return join(given, given.substring(0, dots), given.substring(dots + 2), defaultCountry);
        }
        int dash = middleDash(given);
        if (dash >= 0) {
            return join(given, given.substring(0, dash), given.substring(dash + 1), defaultCountry);
        }
        Reading<NumberRange> shortEnd = shortEnd(given, defaultCountry);
        if (shortEnd != null) {
            return shortEnd;
        }
        return switch (DidNumber.parse(given, defaultCountry)) {
            case Reading.Parsed(DidNumber number) -> new Reading.Parsed<>(new NumberRange(number, number));
            case Reading.Refused(NumberRefusal reason, var arguments) -> new Reading.Refused<>(reason, arguments);
        };
    }

    private static Reading<NumberRange> join(String given, String from, String to, @Nullable String defaultCountry) {
        Reading<DidNumber> start = DidNumber.parse(from, defaultCountry);
        Reading<DidNumber> end = DidNumber.parse(to, defaultCountry);
        if (start instanceof Reading.Refused(NumberRefusal reason, var arguments)) {
            return new Reading.Refused<>(reason, arguments);
        }
        if (end instanceof Reading.Refused(NumberRefusal reason, var arguments)) {
            return new Reading.Refused<>(reason, arguments);
        }
        var first = ((Reading.Parsed<DidNumber>) start).value();
        var last = ((Reading.Parsed<DidNumber>) end).value();
        int firstLength = first.digits().length();
        int lastLength = last.digits().length();
        if (firstLength != lastLength) {
            return Reading.refused(NumberRefusal.RANGE_ENDS_DIFFER, given, firstLength, lastLength);
        }
        if (first.compareTo(last) > 0) {
            return Reading.refused(NumberRefusal.RANGE_BACKWARDS, given);
        }
        var range = new NumberRange(first, last);
        if (range.size() > LARGEST) {
            return Reading.refused(NumberRefusal.RANGE_TOO_LARGE, given, range.size(), LARGEST);
        }
        return new Reading.Parsed<>(range);
    }

    /** Where the dash stands that has equally many digits, at least seven, on both sides; or -1. */
    private static int middleDash(String text) {
        int digits = countDigits(text);
        if (digits % 2 != 0 || digits / 2 <= DidNumber.LONGEST_INTERNAL) {
            return -1;
        }
        int seen = 0;
        for (int i = 0; i < text.length() && seen <= digits / 2; i++) {
            char sign = text.charAt(i);
            if (Signs.digit(sign) >= 0) {
                seen++;
            } else if (seen == digits / 2 && Signs.isDash(sign)) {
                return i;
            }
        }
        return -1;
    }

    /** Refuses a range whose ends differ in length; null if the text is not such a thing. */
    private static @Nullable Reading<NumberRange> shortEnd(String text, @Nullable String defaultCountry) {
        int dash = lastDash(text);
        if (dash < 0) {
            return null;
        }
        String from = text.substring(0, dash);
        int before = countDigits(from);
        int after = countDigits(text.substring(dash + 1));
        if (before <= DidNumber.LONGEST_INTERNAL
                || before > DidNumber.LONGEST
                || after == 0
                || isValid(text, defaultCountry)) {
            return null;
        }
        boolean tooLongForOne = before + after > DidNumber.LONGEST;
        if (tooLongForOne || isValid(from, defaultCountry)) {
            return Reading.refused(NumberRefusal.RANGE_ENDS_DIFFER, text, before, after);
        }
        return null;
    }

    private static boolean isValid(String text, @Nullable String defaultCountry) {
        return DidNumber.parse(text, defaultCountry) instanceof Reading.Parsed(DidNumber number)
                && NumberFacts.of(number).validity() == NumberValidity.VALID;
    }

    private static int lastDash(String text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            if (Signs.isDash(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static int countDigits(String text) {
        return (int) text.codePoints().filter(it -> Signs.digit(it) >= 0).count();
    }

    /** How many numbers there are. */
    public long size() {
        return Long.parseLong(last.digits()) - Long.parseLong(first.digits()) + 1;
    }

    @Override
    public Iterator<DidNumber> iterator() {
        int length = first.digits().length();
        long end = Long.parseLong(last.digits());
        return new Iterator<>() {

            private long next = Long.parseLong(first.digits());

            @Override
            public boolean hasNext() {
                return next <= end;
            }

            @Override
            public DidNumber next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                String digits = Long.toString(next++);
                return new DidNumber("0".repeat(length - digits.length()) + digits);
            }
        };
    }
}
