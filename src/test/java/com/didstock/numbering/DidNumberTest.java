package com.didstock.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DidNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18005550100",
                "+1 (800) 555-0100",
                "+1.800.555.0100",
                "1/800/555/0100",
                "001 800 555 0100",
                "+001 800 555 0100",
                "+1\u00a0800\u2011555\u20130100",
                "\u202a+1 800 555 0100\u202c",
                "'18005550100",
                "=\"18005550100\"",
                "\"+18005550100\"",
                "18005550100.0",
                "18005550100.00",
                "\uff0b\uff11\uff18\uff10\uff10 555 0100",
                "\ufeff18005550100 "
            })
    void readsANumberHoweverItIsWritten(String text) {
        assertThat(DidNumber.parse(text, null)).isEqualTo(parsed("18005550100"));
    }

    @ParameterizedTest
    @CsvSource({
        "+44 (0)20 7946 0000, 442079460000",
        "0044 (0) 20 7946 0000, 442079460000",
        "+49(0)30 123456, 4930123456",
        "+39 (0)6 698 12345, 390669812345",
        "+39 06 698 12345, 390669812345"
    })
    void dropsTheBracketedZeroThatIsOnlyDialledAtHome(String text, String digits) {
        assertThat(DidNumber.parse(text, null)).isEqualTo(parsed(digits));
    }

    @ParameterizedTest
    @CsvSource({
        "0800 123 4567, GB, 448001234567",
        "(020) 7946 0000, GB, 442079460000",
        "030 123456, DE, 4930123456",
        "06 698 12345, IT, 390669812345"
    })
    void readsALeadingZeroByTheDefaultCountry(String text, String country, String digits) {
        assertThat(DidNumber.parse(text, country)).isEqualTo(parsed(digits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "0100", "007", "99 99", "000000"})
    void takesThreeToSixDigitsForAnInternalNumber(String text) {
        assertThat(DidNumber.parse(text, "GB"))
                .isInstanceOfSatisfying(
                        Reading.Parsed.class,
                        it -> assertThat(((DidNumber) it.value()).isInternal()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "''              | none | BLANK",
                "'  \u00a0 '     | none | NO_DIGITS",
                "+ ( ) -         | none | NO_DIGITS",
                "1-800-FLOWERS   | US   | LETTERS",
                "+1 800 555 0100 ext. 7 | none | LETTERS",
                "18005550100#    | none | ODD_CHARACTER",
                "18,005,550,100  | none | ODD_CHARACTER",
                "1.8E+10         | none | DIGITS_LOST",
                "1,80056E+10     | none | DIGITS_LOST",
                "1.80055501E10   | none | DIGITS_LOST",
                "12              | none | TOO_SHORT",
                "+112            | none | TOO_SHORT",
                "0049 30 1       | none | TOO_SHORT",
                "1234567890123456 | none | TOO_LONG",
                "0800 1234567    | none | LEADING_ZERO",
                "+0800 1234567   | GB   | LEADING_ZERO",
                "000800 1234567  | GB   | LEADING_ZERO",
                "0800 1234567    | ??   | LEADING_ZERO",
                "800 555 0100    | US   | NATIONAL",
                "(212) 736-5000  | US   | NATIONAL"
            })
    void refusesWhatIsNoNumber(String text, @Nullable String country, NumberRefusal reason) {
        assertThat(DidNumber.parse(text, country))
                .isInstanceOfSatisfying(
                        Reading.Refused.class, it -> assertThat(it.reason()).isEqualTo(reason));
    }

    @Test
    void saysWhichNumberWasProbablyMeantByANationalOne() {
        assertThat(DidNumber.parse("(212) 736-5000", "US"))
                .isEqualTo(Reading.refused(NumberRefusal.NATIONAL, "(212) 736-5000", "+1 212 736-5000", "US"));
    }

    @Test
    void takesAPlusAtItsWordEvenForANumberOfNoKnownPlan() {
        assertThat(DidNumber.parse("+8005550100", "US")).isEqualTo(parsed("8005550100"));
    }

    @Test
    void takesDigitsOfAnotherCountryAsTheyAre() {
        assertThat(DidNumber.parse("442079460000", "US")).isEqualTo(parsed("442079460000"));
        assertThat(DidNumber.parse("18002268647", "GB")).isEqualTo(parsed("18002268647"));
    }

    @Test
    void refusesAVeryLongTextWithoutRepeatingIt() {
        assertThat(DidNumber.parse("1".repeat(100_000), null)).isInstanceOfSatisfying(Reading.Refused.class, it -> {
            assertThat(it.reason()).isEqualTo(NumberRefusal.TEXT_TOO_LONG);
            assertThat(it.arguments().getFirst().toString()).hasSize(40);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "0123456", "1234567890123456", "+1800555", "18005550x00", "\u0661\u0662\u0663"})
    void isNeverAnythingElseThanDigits(String digits) {
        assertThatThrownBy(() -> new DidNumber(digits)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void neverThrowsAtWhatAFileMayHold(@ForAll("texts") String text, @ForAll("countries") @Nullable String country) {
        assertThat(DidNumber.parse(text, country)).isNotNull();
        assertThat(NumberRange.parse(text, country)).isNotNull();
    }

    @Property
    void readsBackWhatIsShown(@ForAll("numbers") DidNumber number, @ForAll("countries") @Nullable String country) {
        assertThat(DidNumber.parse(FormattedNumber.of(number).text(), country)).isEqualTo(new Reading.Parsed<>(number));
    }

    @Property
    void readsDigitsAsThemselvesWithoutADefaultCountry(@ForAll("numbers") DidNumber number) {
        assertThat(DidNumber.parse(number.digits(), null)).isEqualTo(new Reading.Parsed<>(number));
    }

    @Provide
    Arbitrary<DidNumber> numbers() {
        return Numbers.any();
    }

    @Provide
    Arbitrary<String> countries() {
        return Arbitraries.of("US", "GB", "DE", "IT", "RU", "HU", "XX", "").injectNull(0.2);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(120),
                Arbitraries.strings().withChars("0123456789+()-. /E=\"'x\u00a0").ofMaxLength(40));
    }

    private static Reading<DidNumber> parsed(String digits) {
        return new Reading.Parsed<>(new DidNumber(digits));
    }
}
