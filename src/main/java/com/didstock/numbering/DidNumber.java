package com.didstock.numbering;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phone number as it is stored: either the 7 to 15 digits of ITU-T E.164 without {@code +}, or an internal number of
 * 3 to 6 digits, which may start with 0 and exists only inside one operator's network.
 */
public record DidNumber(String digits) implements Comparable<DidNumber> {

    static final int LONGEST = 15;
    static final int SHORTEST = 3;
    static final int LONGEST_INTERNAL = 6;

    /** A cell of a file that is longer than this is no phone number, whatever it holds. */
    private static final int LONGEST_TEXT = 100;

    /** A spreadsheet's short form of a large number. The digits after the first few are gone for good. */
    private static final Pattern DIGITS_LOST = Pattern.compile("[+-]?\\d+([.,]\\d*)?[eE][+-]?\\d+");

    private static final Pattern ALL_DIGITS = Pattern.compile("\\+?([1-9])[.,](\\d{1,20})[eE]\\+?(\\d{1,2})");

    /** A number that passed through a spreadsheet's or a program's decimal type: {@code 18005550100.0}. */
    private static final Pattern DECIMAL = Pattern.compile("(\\+?\\d{7,15})[.,]0{1,2}");

    public DidNumber {
        if (!isNumber(digits)) {
            throw new IllegalArgumentException("neither an E.164 number nor an internal number: " + digits);
        }
    }

    /** Whether these digits can be a {@code DidNumber} as they are. */
    public static boolean isNumber(String digits) {
        int length = digits.length();
        if (length < SHORTEST || length > LONGEST || (length > LONGEST_INTERNAL && digits.charAt(0) == '0')) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a number the way it stands in people's files: with separators, {@code +} or {@code 00} in front, the
     * {@code +} eaten by a spreadsheet, an apostrophe or {@code ="…"} around it.
     *
     * <p>Digits without {@code +} or {@code 00} are taken as E.164, with two exceptions that the default country
     * decides: seven digits or more that start with 0 are read as a national number of it; and digits that are not a
     * valid E.164 number but are a valid national number of it are refused, since guessing would put some rows of a
     * file into one country and some into another.
     *
     * @param defaultCountry ISO 3166-1 alpha-2 code of the country whose national numbers are understood, or null
     */
    public static Reading<DidNumber> parse(String text, @Nullable String defaultCountry) {
        String stripped = text.strip();
        if (stripped.length() > LONGEST_TEXT) {
            return Reading.refused(NumberRefusal.TEXT_TOO_LONG, stripped, LONGEST_TEXT);
        }
        boolean asFormula = stripped.length() > 3 && stripped.startsWith("=\"") && stripped.endsWith("\"");
        String given = asFormula ? stripped.substring(2, stripped.length() - 1).strip() : stripped;
        if (given.isEmpty()) {
            return Reading.refused(NumberRefusal.BLANK, given);
        }
        if (DIGITS_LOST.matcher(given).matches()) {
            return withAllDigits(given)
                    .<Reading<DidNumber>>map(it -> new Reading.Parsed<>(new DidNumber(it)))
                    .orElseGet(() -> Reading.refused(NumberRefusal.DIGITS_LOST, given));
        }
        var decimal = DECIMAL.matcher(given);
        return readSigns(decimal.matches() ? decimal.group(1) : given, defaultCountry);
    }

    /** A spreadsheet's {@code 1.8005550100E+10} is unusual, but nothing of it is lost: all digits stand there. */
    private static Optional<String> withAllDigits(String text) {
        var parts = ALL_DIGITS.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int exponent = Integer.parseInt(parts.group(3));
        var fraction = parts.group(2);
        if (fraction.length() < exponent || !fraction.substring(exponent).matches("0*")) {
            return Optional.empty();
        }
        var digits = parts.group(1) + fraction.substring(0, exponent);
        return isNumber(digits) && digits.length() > LONGEST_INTERNAL ? Optional.of(digits) : Optional.empty();
    }

    private static Reading<DidNumber> readSigns(String given, @Nullable String defaultCountry) {
        String text = Signs.withoutBracketedTrunkZero(given);
        var digits = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int sign = text.codePointAt(i);
            i += Character.charCount(sign);
            int digit = Signs.digit(sign);
            if (digit >= 0) {
                digits.append(digit);
            } else if (Character.isLetter(sign)) {
                return Reading.refused(NumberRefusal.LETTERS, given);
            } else if (!Signs.isSeparator(sign)) {
                return Reading.refused(NumberRefusal.ODD_CHARACTER, given, Character.toString(sign));
            }
        }
        if (digits.isEmpty()) {
            return Reading.refused(NumberRefusal.NO_DIGITS, given);
        }
        return readDigits(given, digits.toString(), Signs.startsWithPlus(text), defaultCountry);
    }

    private static Reading<DidNumber> readDigits(
            String given, String written, boolean plus, @Nullable String defaultCountry) {
        boolean exitCode = written.startsWith("00") && (plus || written.length() > LONGEST_INTERNAL);
        boolean international = plus || exitCode;
        String digits = exitCode ? written.substring(2) : written;
        int shortest = international ? LONGEST_INTERNAL + 1 : SHORTEST;
        if (digits.length() < shortest) {
            return Reading.refused(NumberRefusal.TOO_SHORT, given, digits.length(), shortest);
        }
        if (digits.length() > LONGEST) {
            return Reading.refused(NumberRefusal.TOO_LONG, given, digits.length(), LONGEST);
        }
        if (digits.charAt(0) == '0' && digits.length() > LONGEST_INTERNAL) {
            Optional<String> national = international || defaultCountry == null
                    ? Optional.empty()
                    : NumberingPlan.national(digits, defaultCountry);
            return national.<Reading<DidNumber>>map(it -> new Reading.Parsed<>(new DidNumber(it)))
                    .orElseGet(() -> Reading.refused(NumberRefusal.LEADING_ZERO, given));
        }
        var number = new DidNumber(digits);
        if (!international && defaultCountry != null && !number.isInternal()) {
            Optional<DidNumber> meant = nationalInstead(number, defaultCountry);
            if (meant.isPresent()) {
                String shown = FormattedNumber.of(meant.get()).text();
                return Reading.refused(NumberRefusal.NATIONAL, given, shown, defaultCountry);
            }
        }
        return new Reading.Parsed<>(number);
    }

    private static Optional<DidNumber> nationalInstead(DidNumber number, String country) {
        if (number.digits.startsWith(NumberingPlan.callingCode(country))
                || NumberFacts.of(number).validity() == NumberValidity.VALID) {
            return Optional.empty();
        }
        return NumberingPlan.national(number.digits, country)
                .map(DidNumber::new)
                .filter(it -> NumberFacts.of(it).validity() == NumberValidity.VALID);
    }

    /** Internal numbers are shown without {@code +} and belong to no country. */
    public boolean isInternal() {
        return digits.length() <= LONGEST_INTERNAL;
    }

    /** The order of the database's collation "C": digit by digit, so {@code 1800} comes before {@code 44}. */
    @Override
    public int compareTo(DidNumber other) {
        return digits.compareTo(other.digits);
    }

    @Override
    public String toString() {
        return digits;
    }
}
