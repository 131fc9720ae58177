package com.didstock.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class NumberSearchPropertyTest {

    @Property
    void noTextMakesItThrow(@ForAll("anything") @Nullable String text, @ForAll("countries") @Nullable String country) {
        var search = NumberSearch.parse(text, country);

        assertThat(search.text()).isNotNull();
        assertThat(search.asContains().explanation()).isNotNull();
        assertThat(search.asEndsWith().marks(new DidNumber("18002268647"))).isNotNull();
    }

    @Property
    void itsTextReadAgainIsTheSameSearch(
            @ForAll("anything") String text, @ForAll("countries") @Nullable String country) {
        var search = NumberSearch.parse(text, country);
        Assume.that(!(search instanceof NumberSearch.Nonsense));

        assertThat(NumberSearch.parse(search.text(), country)).isEqualTo(search);
        assertThat(NumberSearch.parse(search.asContains().text(), country)).isEqualTo(search.asContains());
        assertThat(NumberSearch.parse(search.asEndsWith().text(), country)).isEqualTo(search.asEndsWith());
    }

    /** The oracle says the language in regular expressions, straight from the text. */
    @Property(tries = 3000)
    void findsWhatTheTextSays(@ForAll("patternTexts") String text, @ForAll("digits") String digits) {
        Assume.that(DidNumber.isNumber(digits));
        var search = NumberSearch.parse(text, null);
        Assume.that(!(search instanceof NumberSearch.Nonsense));
        Assume.that(!digits.startsWith("0") && !text.startsWith("00") && !text.startsWith("=00"));
        var number = new DidNumber(digits);

        boolean digitsFit = oracle(text).matcher(digits).matches();
        long typed = text.chars().filter(Character::isLetterOrDigit).count();
        boolean kindFits = search instanceof NumberSearch.Exactly || typed <= 6 || !number.isInternal();

        assertThat(search.matches(number)).isEqualTo(digitsFit && kindFits);
    }

    private static Pattern oracle(String text) {
        var regex = new StringBuilder();
        boolean exactly = text.startsWith("=");
        if (!exactly && text.matches("[A-Z]+")) {
            regex.append("\\d*");
        }
        for (char sign : text.toCharArray()) {
            regex.append(
                    switch (sign) {
                        case '=' -> "";
                        case '%', '*' -> "\\d*";
                        case '_', '?' -> "\\d";
                        default -> Keypad.isLetter(sign) ? Character.toString(Keypad.digit(sign)) : sign;
                    });
        }
        return Pattern.compile(exactly ? regex.toString() : regex + "\\d*");
    }

    @Property
    void likeMeansWhatMatchesSays(@ForAll("patternTexts") String text, @ForAll("digits") String digits) {
        Assume.that(NumberSearch.parse(text, "GB") instanceof NumberSearch.Pattern);
        var pattern = (NumberSearch.Pattern) NumberSearch.parse(text, "GB");

        for (DigitPattern reading : pattern.readings()) {
            assertThat(reading.like()).matches("[0-9%_]+");
            String regex = reading.like().replace("%", "\\d*").replace("_", "\\d");
            assertThat(reading.matches(digits)).isEqualTo(digits.matches(regex));
        }
    }

    @Property
    void whatTheDatabaseLooksUpIsInEveryMatch(
            @ForAll("patternTexts") String text,
            @ForAll("countries") @Nullable String country,
            @ForAll("digits") String digits) {
        Assume.that(NumberSearch.parse(text, country) instanceof NumberSearch.Pattern);
        var pattern = (NumberSearch.Pattern) NumberSearch.parse(text, country);

        assertThat(pattern.readings()).hasSizeBetween(1, 2);
        for (DigitPattern reading : pattern.readings()) {
            boolean inRange = digits.compareTo(reading.prefix()) >= 0 && digits.compareTo(reading.prefixEnd()) < 0;
            assertThat(inRange).isEqualTo(digits.startsWith(reading.prefix()));
            if (reading.matches(digits)) {
                assertThat(digits).startsWith(reading.prefix());
                assertThat(reading.runs()).allMatch(digits::contains);
                for (int gram : reading.grams()) {
                    assertThat(digits).contains("%04d".formatted(gram));
                }
            }
            if (reading.isPureStartsWith()) {
                assertThat(reading.matches(digits)).isEqualTo(digits.startsWith(reading.prefix()));
            }
        }
    }

    @Property
    void separatorsNeverChangeTheMeaning(
            @ForAll("patternTexts") String text,
            @ForAll("countries") @Nullable String country,
            @ForAll @Size(24) List<@From("separators") String> separators) {
        var separated = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            String separator = separators.get(i % separators.size());
            // A plus in front of everything does mean something: no national prefix follows.
            boolean front = i == 0 && text.startsWith("=");
            separated.append(text.charAt(i)).append(front && separator.equals("+") ? "" : separator);
        }
        Assume.that(separated.length() <= NumberSearch.LONGEST_PATTERN);
        var search = NumberSearch.parse(text, country);
        Assume.that(!(search instanceof NumberSearch.Nonsense));

        assertThat(NumberSearch.parse(separated.toString(), country)).isEqualTo(search);
    }

    @Property
    void lettersMeanTheDigitsOfTheirKeys(@ForAll("patternTexts") String text, @ForAll("digits") String digits) {
        Assume.that(DidNumber.isNumber(digits) && !text.matches("[A-Z]+"));
        var number = new DidNumber(digits);

        assertThat(NumberSearch.parse(text, null).matches(number))
                .isEqualTo(NumberSearch.parse(Keypad.digits(text), null).matches(number));
        assertThat(NumberSearch.parse(text.toLowerCase(Locale.ROOT), null).matches(number))
                .isEqualTo(NumberSearch.parse(text, null).matches(number));
    }

    @Property
    void marksSpellTheTypedRunsInTheirOrder(
            @ForAll("patternTexts") String text,
            @ForAll("countries") @Nullable String country,
            @ForAll("digits") String digits) {
        Assume.that(NumberSearch.parse(text, country) instanceof NumberSearch.Pattern);
        Assume.that(DidNumber.isNumber(digits));
        var pattern = (NumberSearch.Pattern) NumberSearch.parse(text, country);
        var number = new DidNumber(digits);

        List<List<String>> typedRuns = new ArrayList<>();
        for (DigitPattern reading : pattern.readings()) {
            String typed = Keypad.digits(reading.typed());
            typedRuns.add(Pattern.compile("[%_]+")
                    .splitAsStream(typed)
                    .filter(it -> !it.isEmpty())
                    .toList());
        }
        List<String> marked = pattern.marks(number).stream()
                .map(it -> digits.substring(it.from(), it.to()))
                .toList();

        if (pattern.readings().stream().anyMatch(it -> it.matches(digits))) {
            assertThat(typedRuns).contains(marked);
        } else {
            assertThat(marked).isEmpty();
        }
    }

    @Property
    void aSpelledNumberIsTheNumber(@ForAll("patternTexts") String text, @ForAll("digits") String digits) {
        Assume.that(DidNumber.isNumber(digits));
        var number = new DidNumber(digits);

        NumberSearch.parse(text, null).spelling(number).ifPresent(spelling -> {
            assertThat(Keypad.digits(spelling)).isEqualTo(digits);
            assertThat(spelling).matches(".*[A-Z].*");
            assertThat(FormattedNumber.of(number).spelled(spelling).text())
                    .hasSameSizeAs(FormattedNumber.of(number).text());
        });
    }

    @Property
    void aListFindsItsNumbersAndNothingElse(
            @ForAll @Size(min = 2, max = 30) List<@From("numbers") DidNumber> numbers,
            @ForAll("listSeparators") String separator,
            @ForAll("numbers") DidNumber other) {
        List<String> shown =
                numbers.stream().map(it -> FormattedNumber.of(it).text()).toList();
        var search = NumberSearch.parse(String.join(separator, shown), null);

        assertThat(numbers).allMatch(search::matches);
        assertThat(search.matches(other)).isEqualTo(numbers.contains(other));
        assertThat(NumberSearch.parse(search.text(), null)).isEqualTo(search);
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(90),
                Arbitraries.strings()
                        .withChars("0123456789ABCVOIPvoip%_*?=+()-./ ,;\n\t'\"\u00a0\u2013")
                        .ofMaxLength(40),
                patternTexts());
    }

    /** Texts of the language without separators. */
    @Provide
    Arbitrary<String> patternTexts() {
        Arbitrary<String> literal =
                Arbitraries.strings().withChars("0123456789").ofMinLength(1).ofMaxLength(4);
        Arbitrary<String> word =
                Arbitraries.strings().withCharRange('A', 'Z').ofMinLength(1).ofMaxLength(3);
        Arbitrary<String> wildcard = Arbitraries.of("%", "_", "*", "?", "%_", "__", "%%");
        Arbitrary<String> part =
                Arbitraries.frequencyOf(Tuple.of(4, literal), Tuple.of(2, word), Tuple.of(3, wildcard));
        Arbitrary<String> body = part.list().ofMinSize(1).ofMaxSize(5).map(it -> String.join("", it));
        return Arbitraries.of("", "", "", "=").flatMap(front -> body.map(front::concat));
    }

    /** Digits with many repetitions, so that patterns hit, and find more than one place to hit. */
    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.oneOf(
                Arbitraries.strings().numeric().ofMinLength(3).ofMaxLength(15),
                Arbitraries.strings().withChars("012").ofMinLength(3).ofMaxLength(15),
                Arbitraries.strings().withChars("8647").ofMinLength(3).ofMaxLength(15));
    }

    @Provide
    Arbitrary<DidNumber> numbers() {
        return Numbers.any();
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("", "", "", " ", "-", ".", "/", ")", "\u00a0", "\u2011", "\u202f", "\u200b", "+");
    }

    @Provide
    Arbitrary<String> listSeparators() {
        return Arbitraries.of("\n", "\r\n", "\t", ",", ";", ", ", ";\n");
    }

    @Provide
    Arbitrary<String> countries() {
        return Arbitraries.of("US", "GB", "DE", "IT", "RU", "HU", "XX").injectNull(0.2);
    }
}
