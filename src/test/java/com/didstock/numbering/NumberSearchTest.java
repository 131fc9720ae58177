package com.didstock.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberSearchTest {

    private static final DidNumber TOLL_FREE_VOIP = new DidNumber("18002268647");

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  \u00a0 ", "%", "%%%%", "*", "=", "=%", "+", "(", "-", ",", "\n\n", "+%"})
    void asksForEverythingWhenThereIsNothingToLookFor(@Nullable String text) {
        assertThat(NumberSearch.parse(text, "GB")).isEqualTo(new NumberSearch.Everything());
    }

    @ParameterizedTest
    @CsvSource({
        "+1 (800) 555-0100, 18005550100%",
        "1-800-555, 1800555%",
        "1800, 1800%",
        "1800%, 1800%",
        "1800%%%%, 1800%",
        "1800%VOIP, 1800%8647%",
        "1800*voip, 1800%8647%",
        "%VOIP, %8647%",
        "VOIP, %8647%",
        "sip voip, %7478647%",
        "VOIP%, 8647%",
        "1-866-SIP-VOIP, 18667478647%",
        "1800_55, 1800_55%",
        "1800?55, 1800_55%",
        "1800%_%55, 1800_%55%",
        "_, _%",
        "=1800%0100, 1800%0100",
        "=1800____100, 1800____100",
        "=%0100, %0100",
        "=VOIP%, 8647%",
        "+44 (0)20 79, 442079%",
        "ABCDEFGHIJKLMNO, %222333444555666%"
    })
    void readsAPatternTheWayPeopleWriteIt(String text, String like) {
        assertThat(likes(NumberSearch.parse(text, null))).containsExactly(like);
    }

    @Test
    void mapsEachLetterToItsKey() {
        assertThat(Keypad.digits("ABCDEFGHIJKLMNOPQRSTUVWXYZ")).isEqualTo("22233344455566677778889999");
    }

    @Test
    void anEqualsSignInFrontMeansExactly() {
        assertThat(NumberSearch.parse("=1-800-555-0100", null))
                .isInstanceOfSatisfying(
                        NumberSearch.Exactly.class,
                        it -> assertThat(it.numbers()).containsExactly("18005550100"));
        assertThat(NumberSearch.parse("=0800 123 4567", "GB"))
                .isInstanceOfSatisfying(
                        NumberSearch.Exactly.class,
                        it -> assertThat(it.numbers()).containsExactly("448001234567"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0800 123     | GB | 44800123%",
                "0800         | GB | 0800%, 44800%",
                "0800%123     | GB | 44800%123%",
                "0%123        | GB | 0%123%, 44%123%",
                "0800 FLOWERS | GB | 448003569377%",
                "8 800        | RU | 8800%, 7800%",
                "06 30 1234   | HU | 36301234%",
                "06 698 12    | IT | 390669812%",
                "0044 20 79   | GB | 442079%",
                "0044         | GB | 0044%, 44%",
                "00           | GB | 00%",
                "011 44 20 79 | US | 442079%",
                "1800         | US | 1800%",
                "(800) 555-0100 | US | 8005550100%, 18005550100%",
                "800 555      | US | 800555%",
                "+44 0800     | GB | 440800%",
                "+0800        | GB | 0800%",
                "%0800        | GB | %0800%",
                "1800         | GB | 1800%",
                "0800 123     | XX | 0800123%"
            })
    void readsANationalPrefixByTheDefaultCountryAndSearchesBothReadings(String text, String country, String likes) {
        assertThat(likes(NumberSearch.parse(text, country))).containsExactly(likes.split(", "));
    }

    @Test
    void leavesOutAReadingThatNoNumberCanHave() {
        assertThat(likes(NumberSearch.parse("080012", "GB"))).containsExactly("080012%", "4480012%");
        assertThat(likes(NumberSearch.parse("0800123", "GB"))).containsExactly("44800123%");
    }

    @Test
    void upToSixDigitsMayMeanInternalNumbersToo() {
        assertThat(NumberSearch.parse("180055", null).matches(new DidNumber("180055")))
                .isTrue();
        assertThat(NumberSearch.parse("%0%", null).matches(new DidNumber("0123")))
                .isTrue();
        assertThat(NumberSearch.parse("+180", null).matches(new DidNumber("1800")))
                .isFalse();
        assertThat(pattern("180055", null).internal()).isTrue();
        assertThat(pattern("1800555", null).internal()).isFalse();
        assertThat(pattern("1800555%", null).internal()).isFalse();
        assertThat(pattern("VOIP", null).internal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18005550100\n18005550101\n18005550100",
                "+1 (800) 555-0100\r\n1-800-555-0101",
                "18005550100,18005550101",
                "18005550100;\t18005550101;;",
                "\"18005550100\",\"18005550101\"",
                "18005550100 18005550101",
                "=18005550100,=18005550101"
            })
    void aPastedListFindsExactlyItsNumbers(String text) {
        assertThat(NumberSearch.parse(text, null))
                .isEqualTo(new NumberSearch.OneOf(List.of("18005550100", "18005550101"), List.of()));
    }

    @Test
    void aListNamesTheEntriesThatAreNoNumbers() {
        assertThat(NumberSearch.parse("number\n18005550100\n1.8E+10\n1800%\n12\n0100", null))
                .isEqualTo(new NumberSearch.OneOf(
                        List.of("18005550100", "0100"), List.of("number", "1.8E+10", "1800%", "12")));
    }

    @Test
    void aListIsReadByTheDefaultCountry() {
        assertThat(NumberSearch.parse("0800 123 4567\n0044 20 7946 0000\n+1 800 555 0100", "GB"))
                .isEqualTo(new NumberSearch.OneOf(List.of("448001234567", "442079460000", "18005550100"), List.of()));
        assertThat(NumberSearch.parse("(212) 736-5000\n(800) 555-0100\n1-866-SIP-VOIP", "US"))
                .isEqualTo(new NumberSearch.OneOf(List.of("12127365000", "18005550100", "18667478647"), List.of()));
    }

    @Test
    void aListOfOneNumberIsThatNumber() {
        assertThat(NumberSearch.parse("18005550100,+18005550100", null))
                .isEqualTo(NumberSearch.parse("=18005550100", null));
    }

    @Test
    void aListMayHaveTenThousandNumbersAndNotOneMore() {
        assertThat(NumberSearch.parse(list(10_000), null))
                .isInstanceOfSatisfying(
                        NumberSearch.OneOf.class, it -> assertThat(it.numbers()).hasSize(10_000));
        assertThat(NumberSearch.parse(list(10_001), null)).isInstanceOfSatisfying(NumberSearch.Nonsense.class, it -> {
            assertThat(it.reason()).isEqualTo(NonsenseReason.TOO_MANY_NUMBERS);
            assertThat(it.arguments()).containsExactly(10_001, 10_000);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "1800#5, ODD_CHARACTER",
        "18\u00e45, ODD_CHARACTER",
        "1800;5, ODD_CHARACTER",
        "1800\\5, ODD_CHARACTER",
        "1234567890123456, TOO_MANY_DIGITS",
        "12345678%90123456, TOO_MANY_DIGITS",
        "________________, TOO_MANY_DIGITS",
        "1.80056E+10, DIGITS_LOST",
        "1111111111 111111111 111111111 1111111 11111 1111111111 11111111111, TEXT_TOO_LONG"
    })
    void saysWhyATextMakesNoSense(String text, NonsenseReason reason) {
        var search = new SearchText(null).single(text);

        assertThat(search)
                .isInstanceOfSatisfying(
                        NumberSearch.Nonsense.class,
                        it -> assertThat(it.reason()).isEqualTo(reason));
        assertThat(search.matches(TOLL_FREE_VOIP)).isFalse();
    }

    @Test
    void aListOfWordsMakesNoSense() {
        assertThat(NumberSearch.parse("foo,bar", null))
                .isInstanceOfSatisfying(
                        NumberSearch.Nonsense.class,
                        it -> assertThat(it.reason()).isEqualTo(NonsenseReason.NO_NUMBERS));
    }

    @Test
    void marksWhatWasTyped() {
        assertThat(marked("1800%VOIP")).containsExactly("1800", "8647");
        assertThat(marked("VOIP")).containsExactly("8647");
        assertThat(marked("1_00%26")).containsExactly("1", "00", "26");
        assertThat(marked("=%8647")).containsExactly("8647");
        assertThat(marked("1866")).isEmpty();
        assertThat(NumberSearch.parse("0800 123", "GB").marks(new DidNumber("448001234567")))
                .containsExactly(new Mark(2, 8));
    }

    @Test
    void spellsTheWordThatWasTyped() {
        assertThat(NumberSearch.parse("1800%VOIP", null).spelling(TOLL_FREE_VOIP))
                .contains("1800226VOIP");
        assertThat(NumberSearch.parse("1800%8647", null).spelling(TOLL_FREE_VOIP))
                .isEmpty();
        assertThat(NumberSearch.parse("1866%VOIP", null).spelling(TOLL_FREE_VOIP))
                .isEmpty();
        assertThat(FormattedNumber.of(new DidNumber("18667478647"))
                        .spelled(NumberSearch.parse("1-866-SIP-VOIP", null)
                                .spelling(new DidNumber("18667478647"))
                                .orElseThrow())
                        .text())
                .isEqualTo("+1 866 SIP-VOIP");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "1800%VOIP   | US | 1800%8647",
                "VOIP        | US | %8647",
                "=18002VOIP  | US | 180028647",
                "0800 123    | GB | 44800123",
                "0800        | GB | 0800, 44800",
                "0044 20 794 | GB | 4420794",
                "1-800-555   | US | none",
                "+1800       | US | none",
                "=%0100      | US | none",
                "a,b         | US | none"
            })
    void explainsWhatItUnderstoodWhereThatIsNotPlain(String text, String country, @Nullable String explanation) {
        assertThat(NumberSearch.parse(text, country).explanation().orElse(null)).isEqualTo(explanation);
    }

    @Test
    void offersTheSameDigitsAnywhereAndAtTheEnd() {
        var search = NumberSearch.parse("8647", null);

        assertThat(search.matches(TOLL_FREE_VOIP)).isFalse();
        assertThat(search.asContains()).isEqualTo(NumberSearch.parse("%8647", null));
        assertThat(search.asContains().matches(TOLL_FREE_VOIP)).isTrue();
        assertThat(search.asEndsWith()).isEqualTo(NumberSearch.parse("=%8647", null));
        assertThat(search.asEndsWith().matches(TOLL_FREE_VOIP)).isTrue();
        assertThat(NumberSearch.parse("0800 123", "GB").asContains()).isEqualTo(NumberSearch.parse("%800123", "GB"));
        assertThat(NumberSearch.parse("0100", "GB").asEndsWith()).isEqualTo(NumberSearch.parse("=%0100", "GB"));
        assertThat(NumberSearch.parse("=1800", null).asContains()).isEqualTo(NumberSearch.parse("%1800", null));
        assertThat(NumberSearch.parse("", null).asContains()).isEqualTo(new NumberSearch.Everything());
    }

    @Test
    void aConditionSaysWhereTheDigitsStand() {
        assertThat(likes(NumberSearch.startingWith("VOIP", null))).containsExactly("8647%");
        assertThat(likes(NumberSearch.startingWith("0800 123", "GB"))).containsExactly("44800123%");
        assertThat(likes(NumberSearch.containing("0100"))).containsExactly("%0100%");
        assertThat(likes(NumberSearch.endingWith("01-00"))).containsExactly("%0100");
        assertThat(NumberSearch.endingWith("1,2")).isInstanceOf(NumberSearch.Nonsense.class);
    }

    @Test
    void tellsTheDatabaseWhereToLook() {
        var reading = pattern("1800%2_SIPVOIP", null).readings().getFirst();
        assertThat(reading.prefix()).isEqualTo("1800");
        assertThat(reading.prefixEnd()).isEqualTo("1800:");
        assertThat(reading.runs()).containsExactly("1800", "7478647");
        assertThat(reading.grams()).containsExactly(1800, 4786, 7478, 7864, 8647);
        assertThat(reading.isPureStartsWith()).isFalse();
        assertThat(reading.isContainsAnywhere()).isFalse();

        assertThat(pattern("1800", null).readings().getFirst().isPureStartsWith())
                .isTrue();
        assertThat(pattern("%18", null).readings().getFirst().isContainsAnywhere())
                .isTrue();
        assertThat(pattern("%18", null).readings().getFirst().runs()).isEmpty();
        assertThat(pattern("%0018", null).readings().getFirst().grams()).containsExactly(18);
    }

    private static String list(int size) {
        return IntStream.range(0, size)
                .mapToObj(it -> "+1 800 " + (1_000_000 + it))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> marked(String text) {
        return NumberSearch.parse(text, null).marks(TOLL_FREE_VOIP).stream()
                .map(it -> TOLL_FREE_VOIP.digits().substring(it.from(), it.to()))
                .toList();
    }

    private static NumberSearch.Pattern pattern(String text, @Nullable String country) {
        return (NumberSearch.Pattern) NumberSearch.parse(text, country);
    }

    private static List<String> likes(NumberSearch search) {
        return switch (search) {
            case NumberSearch.Exactly exactly -> exactly.numbers();
            case NumberSearch.Pattern pattern ->
                pattern.readings().stream().map(DigitPattern::like).toList();
            case NumberSearch.Everything _, NumberSearch.OneOf _, NumberSearch.Nonsense _ -> List.of();
        };
    }
}
