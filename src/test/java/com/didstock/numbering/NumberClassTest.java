package com.didstock.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people pay more for: endings that repeat, run up or down, or spell a word. */
class NumberClassTest {

    @ParameterizedTest
    @CsvSource({
        "1800 555 7777, GOLD",
        "1800 551 2345, GOLD",
        "1800 559 8765, GOLD",
        "1800 123 123, GOLD",
        "1800 512 1212, GOLD",
        "1800 111 222, GOLD",
        "1800 550 0777, SILVER",
        "1800 550 4321, SILVER",
        "1800 550 1212, SILVER",
        "1800 550 1122, SILVER",
        "1800 550 1835, STANDARD"
    })
    void repeatsAndRunsAtTheEndCount(String digits, NumberClass expected) {
        assertThat(grade(digits.replace(" ", ""))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1800 555 VOIP, SILVER",
        "44 20 3835 TAXI, SILVER",
        "1800 55 HOTEL, GOLD",
        "49 30 93 PIZZA, GOLD",
        "1800 CALL TAXI, GOLD",
        "1800 SUPPORT, GOLD"
    })
    void aWordAtTheEndCounts(String spelled, NumberClass expected) {
        assertThat(grade(Keypad.digits(spelled.replace(" ", "")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1800 VOIP 183", "1 VOIP 830 5183", "49 30 PIZZA 83", "1800 55 LEAK 3"})
    void aWordInTheMiddleIsAnAccident(String spelled) {
        assertThat(grade(Keypad.digits(spelled.replace(" ", "")))).isEqualTo(NumberClass.STANDARD);
    }

    @Test
    void internalNumbersHaveNone() {
        assertThat(grade("7777")).isEqualTo(NumberClass.STANDARD);
        assertThat(grade(Keypad.digits("TAXI"))).isEqualTo(NumberClass.STANDARD);
    }

    @Test
    void wordsMakeFewNumbersMoreThanTheyAre() {
        long better = IntStream.range(0, 100_000)
                .filter(last -> VanityWords.lettersAtEnd("4930%05d".formatted(last)) > 0)
                .count();

        assertThat(better).isBetween(1L, 400L);
    }

    private static NumberClass grade(String digits) {
        return NumberClass.of(new DidNumber(digits));
    }
}
