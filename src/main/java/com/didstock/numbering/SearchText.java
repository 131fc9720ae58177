package com.didstock.numbering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of the number search field as somebody of the default country would. */
final class SearchText {

    /** Room for a full list with a separator or two behind each number; more is not even looked at. */
    private static final int LONGEST_TEXT = NumberSearch.LONGEST_LIST * NumberSearch.LONGEST_PATTERN;

    private static final Pattern DIGITS_LOST = Pattern.compile("\\d+([.,]\\d*)?[eE]\\+\\d+");

    private static final String EXIT_CODE = "00";
    private static final String EXIT_CODE_NORTH_AMERICA = "011";
    private static final String NORTH_AMERICA = "1";
    private static final Pattern NATIONAL_IN_NORTH_AMERICA = Pattern.compile("[2-9]\\d{2}[2-9]\\d{6}");

    private final String callingCode;
    private final @Nullable String nationalPrefix;

    SearchText(@Nullable String defaultCountry) {
        callingCode = defaultCountry == null ? "" : NumberingPlan.callingCode(defaultCountry);
        nationalPrefix =
                defaultCountry == null || callingCode.isEmpty() ? null : NumberingPlan.nationalPrefix(defaultCountry);
    }

    NumberSearch read(String text) {
        String given = text.strip();
        if (given.length() > LONGEST_TEXT) {
            return nonsense(given, NonsenseReason.TEXT_TOO_LONG, NumberSearch.LONGEST_PATTERN);
        }
        List<String> entries = entries(given, false);
        if (entries.size() > 1) {
            return list(entries);
        }
        NumberSearch single = entries.isEmpty() ? new NumberSearch.Everything() : single(entries.getFirst());
        return single instanceof NumberSearch.Nonsense ? listBySpaces(given, single) : single;
    }

    /** A field of one line turns pasted line ends into spaces: then a list is what makes no sense as one number. */
    private NumberSearch listBySpaces(String text, NumberSearch otherwise) {
        List<String> entries = entries(text, true);
        boolean allNumbers = entries.size() > 1
                && entries.stream()
                        .map(this::listed)
                        .allMatch(it -> it != null && it.length() > DidNumber.LONGEST_INTERNAL);
        return allNumbers ? list(entries) : otherwise;
    }

    private static List<String> entries(String text, boolean atSpaces) {
        var entries = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || separatesEntries(text.charAt(i), atSpaces)) {
                String entry = text.substring(start, i).strip();
                if (!entry.isEmpty()) {
                    entries.add(entry);
                }
                start = i + 1;
            }
        }
        return entries;
    }

    private static boolean separatesEntries(char sign, boolean atSpaces) {
        return "\n\r\t,;\u000b\f\u0085\u2028\u2029".indexOf(sign) >= 0 || (atSpaces && Signs.isSpace(sign));
    }

    // ------------------------------------------------------------------------------------------ lists

    private NumberSearch list(List<String> entries) {
        var numbers = new LinkedHashSet<String>();
        var unreadable = new LinkedHashSet<String>();
        for (String entry : entries) {
            String number = listed(entry);
            if (number == null) {
                unreadable.add(Signs.shortened(entry));
            } else {
                numbers.add(number);
            }
        }
        int count = numbers.size() + unreadable.size();
        if (count > NumberSearch.LONGEST_LIST) {
            return nonsense("", NonsenseReason.TOO_MANY_NUMBERS, count, NumberSearch.LONGEST_LIST);
        }
        if (numbers.isEmpty()) {
            return nonsense(String.join(",", unreadable), NonsenseReason.NO_NUMBERS);
        }
        if (count == 1) {
            String only = entries.getFirst();
            return single(only.startsWith("=") ? only : "=" + only);
        }
        return new NumberSearch.OneOf(List.copyOf(numbers), List.copyOf(unreadable));
    }

    /** The digits of one entry of a list, or null if it is no number. Of two readings, the one that can be stored. */
    private @Nullable String listed(String entry) {
        if (DIGITS_LOST.matcher(entry).matches()) {
            return null;
        }
        var signs = new Typed(entry);
        String digits = Keypad.digits(signs.pattern);
        // Words of a neighbouring column are no numbers, though their letters are on the keypad.
        boolean number = signs.odd == null && signs.digits > 0 && signs.wildcards == 0;
        if (!number) {
            return null;
        }
        if (digits.startsWith("0") && digits.length() > DidNumber.LONGEST_INTERNAL) {
            if (digits.startsWith(EXIT_CODE)) {
                digits = digits.substring(EXIT_CODE.length());
            } else if (!signs.plus && !callingCode.isEmpty()) {
                String prefix = nationalPrefix == null || !digits.startsWith(nationalPrefix) ? "" : nationalPrefix;
                digits = callingCode + digits.substring(prefix.length());
            }
        }
        if (!signs.plus && isCompleteInNorthAmerica(digits) && !isValid(digits)) {
            digits = NORTH_AMERICA + digits;
        }
        return DidNumber.isNumber(digits) ? digits : null;
    }

    /** There the national prefix is the calling code itself, and often left out: (800) 555-0100. */
    private boolean isCompleteInNorthAmerica(String digits) {
        return callingCode.equals(NORTH_AMERICA)
                && NATIONAL_IN_NORTH_AMERICA.matcher(digits).matches();
    }

    private static boolean isValid(String digits) {
        return NumberFacts.of(new DidNumber(digits)).validity() == NumberValidity.VALID;
    }

    // ------------------------------------------------------------------------------------------ one pattern

    /** Reads the text as one pattern; what separates the entries of a list is nonsense then. */
    NumberSearch single(String given) {
        if (given.length() > NumberSearch.LONGEST_PATTERN) {
            return nonsense(given, NonsenseReason.TEXT_TOO_LONG, NumberSearch.LONGEST_PATTERN);
        }
        if (DIGITS_LOST.matcher(given).matches()) {
            return nonsense(given, NonsenseReason.DIGITS_LOST, given);
        }
        var signs = new Typed(given);
        if (signs.odd != null) {
            return nonsense(given, NonsenseReason.ODD_CHARACTER, signs.odd);
        }
        boolean lettersAlone = signs.letters > 0 && signs.digits == 0 && signs.wildcards == 0;
        String before = lettersAlone && !signs.exactly ? "%" : "";
        String pattern = DigitPattern.tidy(before + signs.pattern + (signs.exactly ? "" : "%"));
        if (pattern.isEmpty() || pattern.equals("%")) {
            return new NumberSearch.Everything();
        }
        List<DigitPattern> readings = readings(pattern, signs.plus);
        if (readings.isEmpty()) {
            return nonsense(given, NonsenseReason.TOO_MANY_DIGITS, DidNumber.LONGEST);
        }
        if (readings.getFirst().isExact()) {
            return new NumberSearch.Exactly(shown(pattern, signs.plus), readings);
        }
        return new NumberSearch.Pattern(shown(pattern, signs.plus), readings, mayBeInternal(pattern, signs.plus));
    }

    /** A tidy pattern as it stands, in one reading. */
    static NumberSearch pattern(String pattern, boolean plus) {
        return new NumberSearch.Pattern(
                shown(pattern, plus), List.of(new DigitPattern(pattern, 0)), mayBeInternal(pattern, plus));
    }

    /** The shortest text that says the pattern: the % at its end goes without saying, but not behind letters alone. */
    private static String shown(String pattern, boolean plus) {
        String front = plus ? "+" : "";
        if (!pattern.endsWith("%")) {
            return "=" + front + pattern;
        }
        String closed = pattern.substring(0, pattern.length() - 1);
        boolean lettersAlone = closed.chars().allMatch(it -> Keypad.isLetter((char) it));
        return front + (lettersAlone ? pattern : closed);
    }

    private static boolean mayBeInternal(String pattern, boolean plus) {
        int literals = pattern.replace("%", "").replace("_", "").length();
        return !plus && literals <= DidNumber.LONGEST_INTERNAL;
    }

    /** The readings that can match a number, each once; empty if there are more digits than any number has. */
    private List<DigitPattern> readings(String pattern, boolean plus) {
        var asTyped = new DigitPattern(pattern, 0);
        var byLike = new LinkedHashMap<String, DigitPattern>();
        byLike.put(asTyped.like(), asTyped);
        if (!plus) {
            DigitPattern abroad = fromAbroad(pattern);
            if (abroad != null) {
                byLike.putIfAbsent(abroad.like(), abroad);
            }
        }
        List<DigitPattern> fitting =
                byLike.values().stream().filter(SearchText::canMatch).toList();
        if (fitting.isEmpty() && asTyped.shortestMatch() <= DidNumber.LONGEST) {
            return List.of(asTyped);
        }
        return fitting;
    }

    /** Nothing longer than an internal number starts with 0. */
    private static boolean canMatch(DigitPattern reading) {
        int longest = reading.prefix().startsWith("0") ? DidNumber.LONGEST_INTERNAL : DidNumber.LONGEST;
        return reading.shortestMatch() <= longest;
    }

    /** The number as it would be dialled from abroad, if the pattern starts the way one dials at home; else null. */
    private @Nullable DigitPattern fromAbroad(String pattern) {
        if (pattern.startsWith(EXIT_CODE)) {
            return withoutExitCode(pattern, EXIT_CODE);
        }
        if (callingCode.isEmpty()) {
            return null;
        }
        if (callingCode.equals(NORTH_AMERICA)) {
            if (pattern.startsWith(EXIT_CODE_NORTH_AMERICA)) {
                return withoutExitCode(pattern, EXIT_CODE_NORTH_AMERICA);
            }
            String digits = Keypad.digits(pattern.endsWith("%") ? pattern.substring(0, pattern.length() - 1) : pattern);
            return isCompleteInNorthAmerica(digits) ? national(pattern) : null;
        }
        if (nationalPrefix != null && pattern.startsWith(nationalPrefix)) {
            return national(pattern.substring(nationalPrefix.length()));
        }
        // Where no prefix is dialled, a 0 in front belongs to the number, as in Italy.
        return nationalPrefix == null && pattern.startsWith("0") ? national(pattern) : null;
    }

    private DigitPattern national(String pattern) {
        return new DigitPattern(callingCode + pattern, callingCode.length());
    }

    private static @Nullable DigitPattern withoutExitCode(String pattern, String exitCode) {
        String rest = pattern.substring(exitCode.length());
        // "00" alone is somebody who is still typing, not a search for everything.
        return rest.isEmpty() || rest.equals("%") ? null : new DigitPattern(rest, 0);
    }

    private static NumberSearch nonsense(String text, NonsenseReason reason, Object... arguments) {
        String kept = text.substring(0, Math.min(text.length(), NumberSearch.LONGEST_PATTERN + 1));
        return new NumberSearch.Nonsense(kept, reason, List.of(arguments));
    }

    /** The signs of one entry, sorted. */
    private static final class Typed {

        private final boolean exactly;
        private final boolean plus;
        private final String pattern;
        private final @Nullable String odd;
        private final int digits;
        private final int letters;
        private final int wildcards;

        Typed(String given) {
            String text = Signs.withoutBracketedTrunkZero(given);
            exactly = text.startsWith("=");
            plus = Signs.startsWithPlus(text);
            var read = new StringBuilder();
            int digitsSeen = 0;
            int lettersSeen = 0;
            int wildcardsSeen = 0;
            String oddSign = null;
            for (int i = exactly ? 1 : 0; i < text.length(); ) {
                int sign = text.codePointAt(i);
                i += Character.charCount(sign);
                int digit = Signs.digit(sign);
                if (digit >= 0) {
                    read.append(digit);
                    digitsSeen++;
                } else if (sign < 128 && Keypad.isLetter(Character.toUpperCase((char) sign))) {
                    read.append(Character.toUpperCase((char) sign));
                    lettersSeen++;
                } else if (sign == '%' || sign == '*') {
                    read.append('%');
                    wildcardsSeen++;
                } else if (sign == '_' || sign == '?') {
                    read.append('_');
                    wildcardsSeen++;
                } else if (!Signs.isSeparator(sign) && oddSign == null) {
                    oddSign = Character.toString(sign);
                }
            }
            pattern = read.toString();
            odd = oddSign;
            digits = digitsSeen;
            letters = lettersSeen;
            wildcards = wildcardsSeen;
        }
    }
}
