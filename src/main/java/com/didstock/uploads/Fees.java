package com.didstock.uploads;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads amounts as files write them: with a decimal point or a decimal comma, thousands marks where they leave no doubt, and
 * the currency before or behind, as long as it is the one meant.
 */
final class Fees {

    /** Decimals kept of a price. */
    static final int PLACES = 5;

    private static final int LONGEST = 40;
    private static final BigDecimal LIMIT = new BigDecimal("1000000000");
    private static final Pattern PARTS =
            Pattern.compile("(\\p{L}{0,3}\\p{Sc}?) ?(-?) ?([0-9][0-9.,' ]*) ?(\\p{Sc}|\\p{L}{1,3})?");
    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,20}([.,][0-9]{1,20})?");
    private static final Pattern PERHAPS_THOUSANDS = Pattern.compile("[1-9][0-9]{0,2},[0-9]{3}");

    /** Groups of three, all by the same mark; then, by another mark, decimals. */
    private static final Pattern GROUPED =
            Pattern.compile("([1-9][0-9]{0,2})(?:([.,' ])[0-9]{3})(?:\\2[0-9]{3})*(?:(?!\\2)([.,])[0-9]{1,20})?");

    /** Signs that are no ISO code, and what they can mean. */
    private static final Map<String, Set<String>> SIGNS = Map.of(
            "€", Set.of("EUR"),
            "£", Set.of("GBP", "GIP", "FKP", "SHP", "EGP"),
            "¥", Set.of("JPY", "CNY"),
            "US$", Set.of("USD"),
            "C$", Set.of("CAD"),
            "A$", Set.of("AUD"),
            "R$", Set.of("BRL"),
            "FR", Set.of("CHF"),
            "KČ", Set.of("CZK"),
            "ZŁ", Set.of("PLN"));

    private static final Set<String> DOLLARS = Set.of(
            "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "BBD", "BMD", "BSD",
            "BZD", "FJD", "GYD", "JMD", "KYD", "LRD", "NAD", "SBD", "SRD", "TTD", "XCD", "DOP");

    private Fees() {}

    /** What an amount is, or what is wrong with it. */
    sealed interface Reading {
        record Amount(BigDecimal value) implements Reading {}

        record Wrong(ProblemCode code) implements Reading {}
    }

    /** @param currency of the amount, ISO 4217; null if nobody knows, then any may be said */
    static Reading read(String text, @Nullable String currency) {
        // Thin and unbreakable spaces are thousands marks, too.
        var given = text.replaceAll("[\\p{Zs}]", " ").replace('\u2019', '\'').replace('\u2212', '-');
        var parts = PARTS.matcher(given);
        if (given.length() > LONGEST || !parts.matches()) {
            return new Reading.Wrong(ProblemCode.FEE_UNREADABLE);
        }
        var behind = parts.group(4) == null ? "" : parts.group(4);
        for (var sign : new String[] {parts.group(1), behind}) {
            if (!sign.isEmpty() && currency != null && !means(sign, currency)) {
                return new Reading.Wrong(ProblemCode.FEE_CURRENCY);
            }
        }
        var digits = parts.group(3).strip();
        var reading = amount(digits);
        return reading instanceof Reading.Amount && !parts.group(2).isEmpty()
                ? new Reading.Wrong(ProblemCode.FEE_NEGATIVE)
                : reading;
    }

    private static Reading amount(String digits) {
        if (PERHAPS_THOUSANDS.matcher(digits).matches()) {
            return new Reading.Wrong(ProblemCode.FEE_AMBIGUOUS);
        }
        if (PLAIN.matcher(digits).matches()) {
            return check(new BigDecimal(digits.replace(',', '.')));
        }
        var grouped = GROUPED.matcher(digits);
        if (!grouped.matches()) {
            return new Reading.Wrong(ProblemCode.FEE_UNREADABLE);
        }
        var decimal = grouped.group(3);
        int cut = decimal == null ? digits.length() : digits.lastIndexOf(decimal.charAt(0));
        var whole = digits.substring(0, cut).replaceAll("[^0-9]", "");
        var rest = cut == digits.length() ? "" : "." + digits.substring(cut + 1);
        return check(new BigDecimal(whole + rest));
    }

    private static boolean means(String sign, String currency) {
        var said = sign.toUpperCase(Locale.ROOT);
        return said.equals(currency)
                || said.equals("$") && DOLLARS.contains(currency)
                || SIGNS.getOrDefault(said, Set.of()).contains(currency);
    }

    static Reading check(BigDecimal amount) {
        if (amount.signum() < 0) {
            return new Reading.Wrong(ProblemCode.FEE_NEGATIVE);
        }
        if (amount.compareTo(LIMIT) >= 0) {
            return new Reading.Wrong(ProblemCode.FEE_TOO_LARGE);
        }
        if (amount.stripTrailingZeros().scale() > PLACES) {
            return new Reading.Wrong(ProblemCode.FEE_TOO_FINE);
        }
        return new Reading.Amount(amount);
    }
}
