package com.didstock.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberRangeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18005550100-18005550199",
                "18005550100 - 18005550199",
                "18005550100\u201318005550199",
                "18005550100..18005550199",
                "+18005550100-+18005550199",
                "1-800-555-0100 - 1-800-555-0199",
                "1-800-555-0100-1-800-555-0199",
                "+1 (800) 555-0100 \u2014 +1 (800) 555-0199"
            })
    void readsARangeHoweverItIsWritten(String text) {
        assertThat(NumberRange.parse(text, null)).isEqualTo(parsed("18005550100", "18005550199"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-800-555-0100", "1800555-0100", "1800-5550100", "+1 (800) 555-0100"})
    void aDashInsideANumberMakesNoRange(String text) {
        assertThat(NumberRange.parse(text, null)).isEqualTo(parsed("18005550100", "18005550100"));
    }

    @Test
    void internalNumbersNeedTwoDots() {
        assertThat(NumberRange.parse("2000..2999", null)).isEqualTo(parsed("2000", "2999"));
        assertThat(NumberRange.parse("2000-2999", null)).isEqualTo(parsed("20002999", "20002999"));
    }

    @Test
    void bothEndsAreReadByTheDefaultCountry() {
        assertThat(NumberRange.parse("030 1234560 - 030 1234569", "DE"))
                .isEqualTo(parsed("49301234560", "49301234569"));
    }

    @ParameterizedTest
    @CsvSource({
        "18005550199-18005550100, RANGE_BACKWARDS",
        "18005550100-199, RANGE_ENDS_DIFFER",
        "18005550100-0199, RANGE_ENDS_DIFFER",
        "18005550100-180055501999, RANGE_ENDS_DIFFER",
        "18005550100..199, RANGE_ENDS_DIFFER",
        "18005550100..18006550100, RANGE_TOO_LARGE",
        "18005550100..x, LETTERS",
        "18005550100.., BLANK",
        "18005550100-18005550199-18005550299, TOO_LONG"
    })
    void refusesWhatIsNoRange(String text, NumberRefusal reason) {
        assertThat(NumberRange.parse(text, null))
                .isInstanceOfSatisfying(
                        Reading.Refused.class, it -> assertThat(it.reason()).isEqualTo(reason));
    }

    @Test
    void aGermanExtensionBehindADashIsPartOfTheNumber() {
        assertThat(NumberRange.parse("+49 89 12345678-12", null)).isEqualTo(parsed("49891234567812", "49891234567812"));
    }

    @Test
    void takesTheLargestRangeAndNotOneMore() {
        assertThat(NumberRange.parse("18000000000-18000099999", null)).isEqualTo(parsed("18000000000", "18000099999"));
        assertThat(NumberRange.parse("18000000000-18000100000", null)).isInstanceOf(Reading.Refused.class);
    }

    @Test
    void keepsTheLeadingZerosOfInternalNumbers() {
        assertThat(new NumberRange(new DidNumber("0098"), new DidNumber("0101")))
                .extracting(DidNumber::digits)
                .containsExactly("0098", "0099", "0100", "0101");
    }

    @Test
    void isNeverBackwardsOrOfTwoLengths() {
        assertThatThrownBy(() -> new NumberRange(new DidNumber("101"), new DidNumber("100")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NumberRange(new DidNumber("100"), new DidNumber("1000")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void expandsToExactlyItsCountEachOnceInOrder(
            @ForAll @LongRange(min = 1_000_000, max = 999_999_999_990_000L) long start,
            @ForAll @IntRange(min = 0, max = 5_000) int further) {
        var range = new NumberRange(new DidNumber(Long.toString(start)), new DidNumber(Long.toString(start + further)));

        var seen = new HashSet<DidNumber>();
        for (DidNumber number : range) {
            assertThat(number).isBetween(range.first(), range.last());
            seen.add(number);
        }

        assertThat(seen).hasSize(further + 1);
        assertThat(range.size()).isEqualTo(further + 1L);
    }

    private static Reading<NumberRange> parsed(String first, String last) {
        return new Reading.Parsed<>(new NumberRange(new DidNumber(first), new DidNumber(last)));
    }
}
