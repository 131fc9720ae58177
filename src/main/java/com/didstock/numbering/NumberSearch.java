package com.didstock.numbering;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who types into the number search field is looking for.
 *
 * <p>The language: separators are ignored; {@code %} or {@code *} is any digits or none, {@code _} or {@code ?} is one
 * digit; letters are the digits of their keys; a pattern starts at the number's beginning and goes on at its end
 * unless {@code =} stands in front; letters alone are looked for anywhere; several numbers, separated by line ends,
 * tabs, commas or semicolons, are a list. A number that starts with the default country's national prefix is also read
 * as one of that country. No text makes {@link #parse} throw.
 */
public sealed interface NumberSearch {

    /** How many characters a pattern may have. */
    int LONGEST_PATTERN = 64;

    /** How many numbers a list may have. */
    int LONGEST_LIST = 10_000;

    /** Nothing is asked for: all numbers. */
    record Everything() implements NumberSearch {

        @Override
        public String text() {
            return "";
        }

        @Override
        public boolean matches(DidNumber number) {
            return true;
        }
    }

    /**
     * Numbers that are exactly this: {@code =18005550100}.
     *
     * @param readings one or two, none with a wildcard; two if the text may also be a national number
     */
    record Exactly(String text, List<DigitPattern> readings) implements NumberSearch {

        public Exactly {
            readings = List.copyOf(readings);
        }

        /** The digits to look up. */
        public List<String> numbers() {
            return readings.stream().map(DigitPattern::like).toList();
        }

        @Override
        public boolean matches(DidNumber number) {
            return numbers().contains(number.digits());
        }
    }

    /**
     * Numbers that fit at least one of the readings.
     *
     * @param readings one or two; two if the text may also be a national number of the default country
     * @param internal whether internal numbers may be meant as well: at most six digits and no {@code +}
     */
    record Pattern(String text, List<DigitPattern> readings, boolean internal) implements NumberSearch {

        public Pattern {
            readings = List.copyOf(readings);
        }

        @Override
        public boolean matches(DidNumber number) {
            return (internal || !number.isInternal()) && readings.stream().anyMatch(it -> it.matches(number.digits()));
        }
    }

    /**
     * Exactly the numbers of a pasted list.
     *
     * @param numbers the digits to look up, each once, in the order of the list; what is not found among them is what
     *     the stock does not know
     * @param unreadable entries that are no numbers, shortened, each once
     */
    record OneOf(List<String> numbers, List<String> unreadable) implements NumberSearch {

        public OneOf {
            numbers = List.copyOf(numbers);
            unreadable = List.copyOf(unreadable);
        }

        @Override
        public String text() {
            var entries = new LinkedHashSet<>(numbers);
            entries.addAll(unreadable);
            return String.join(",", entries);
        }

        @Override
        public boolean matches(DidNumber number) {
            return numbers.contains(number.digits());
        }
    }

    /** The text can't be understood; the search finds nothing and the field says why. */
    record Nonsense(String text, NonsenseReason reason, List<Object> arguments) implements NumberSearch {

        public Nonsense {
            arguments = List.copyOf(arguments);
        }

        @Override
        public boolean matches(DidNumber number) {
            return false;
        }
    }

    /**
     * The search in its shortest form, for the URL: read again with the same default country, it is this search; for
     * nonsense, the beginning of what was typed. A long list makes a long text; a screen keeps it elsewhere.
     */
    String text();

    /** What the SQL made from this search must select. */
    boolean matches(DidNumber number);

    /**
     * Reads a search text.
     *
     * @param defaultCountry ISO 3166-1 alpha-2 code of the country whose national prefix is understood, or null
     */
    static NumberSearch parse(@Nullable String text, @Nullable String defaultCountry) {
        return text == null ? new Everything() : new SearchText(defaultCountry).read(text);
    }

    /** The text as something numbers start with, even if it is letters alone. */
    static NumberSearch startingWith(String text, @Nullable String defaultCountry) {
        return new SearchText(defaultCountry).single(text.strip() + "%");
    }

    /** The digits of the text anywhere in a number; no national prefix is understood, since it stands in front only. */
    static NumberSearch containing(String text) {
        return new SearchText(null).single("%" + text.strip());
    }

    /** The digits of the text at a number's end. */
    static NumberSearch endingWith(String text) {
        return new SearchText(null).single("=%" + text.strip());
    }

    /** The same digits anywhere in the number: offered when the search as typed finds nothing. */
    default NumberSearch asContains() {
        return floating("%");
    }

    /** The same digits at the number's end: offered when the search as typed finds nothing. */
    default NumberSearch asEndsWith() {
        return floating("");
    }

    private NumberSearch floating(String end) {
        List<DigitPattern> readings = readingsOf(this);
        if (readings.isEmpty()) {
            return this;
        }
        String core = readings.getFirst().typed();
        String open = core.endsWith("%") ? core.substring(0, core.length() - 1) : core;
        return SearchText.pattern(DigitPattern.tidy("%" + open + end), Signs.startsWithPlus(text()));
    }

    /**
     * What the text was understood as, where that is not plain to see: {@code 1800%8647} for {@code 1800%VOIP},
     * {@code 44800123} for {@code 0800123} in Great Britain.
     */
    default Optional<String> explanation() {
        Set<String> meant = new LinkedHashSet<>();
        for (DigitPattern reading : readingsOf(this)) {
            String like = reading.like();
            meant.add(like.endsWith("%") ? like.substring(0, like.length() - 1) : like);
        }
        String typed = text().replaceFirst("^=?\\+?", "");
        return meant.isEmpty() || meant.equals(Set.of(typed))
                ? Optional.empty()
                : Optional.of(String.join(", ", meant));
    }

    /** The digits of the number that are there because they were typed: what a row of the result marks. */
    default List<Mark> marks(DidNumber number) {
        return readingsOf(this).stream()
                .map(it -> it.marks(number.digits()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(List.of());
    }

    /**
     * The number's digits with the letters that were typed for them: {@code 1800226VOIP}; empty if none were typed or
     * the number does not fit.
     */
    default Optional<String> spelling(DidNumber number) {
        return readingsOf(this).stream()
                .map(it -> it.spelling(number.digits()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<DigitPattern> readingsOf(NumberSearch search) {
        return switch (search) {
            case Exactly exactly -> exactly.readings();
            case Pattern pattern -> pattern.readings();
            case Everything _, OneOf _, Nonsense _ -> List.of();
        };
    }
}
