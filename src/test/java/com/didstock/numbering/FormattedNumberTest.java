package com.didstock.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormattedNumberTest {

    @ParameterizedTest
    @CsvSource({
        "18002268647, +1 800 226-8647",
        "442079460000, +44 20 7946 0000",
        "4930123456, +49 30 123456",
        "33123456789, +33 1 23 45 67 89",
        "80012345678, +800 1234 5678",
        "2101234567, +2101234567",
        "4402079460000, +4402079460000",
        "0123, 0123"
    })
    void showsANumberForItsCountry(String digits, String shown) {
        assertThat(FormattedNumber.of(new DidNumber(digits)).text()).isEqualTo(shown);
    }

    @Test
    void marksThePartOfTheTextThatShowsTheDigits() {
        var shown = FormattedNumber.of(new DidNumber("18002268647"));

        assertThat(shown.marks(List.of(new Mark(1, 4), new Mark(7, 11))))
                .extracting(it -> shown.text().substring(it.from(), it.to()))
                .containsExactly("800", "8647");
        assertThat(shown.marks(List.of(new Mark(0, 4))))
                .extracting(it -> shown.text().substring(it.from(), it.to()))
                .containsExactly("1 800");
    }

    @Test
    void spellsTheWordThatANumberWasFoundBy() {
        var shown = FormattedNumber.of(new DidNumber("18002268647"));

        assertThat(shown.spelled("1800226VOIP").text()).isEqualTo("+1 800 226-VOIP");
        assertThat(shown.spelled("1800226VOIP").spelled("1800CANVOIP").text()).isEqualTo("+1 800 CAN-VOIP");
        assertThatThrownBy(() -> shown.spelled("1800226VOIX")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void theDigitsShownAreTheDigitsOfTheNumberEachAtItsPlace(@ForAll("numbers") DidNumber number) {
        var shown = FormattedNumber.of(number);

        assertThat(shown.text().replaceAll("\\D", "")).isEqualTo(number.digits());
        assertThat(shown.text().startsWith("+")).isEqualTo(!number.isInternal());
        for (int i = 0; i < number.digits().length(); i++) {
            assertThat(shown.text().charAt(shown.place(i)))
                    .isEqualTo(number.digits().charAt(i));
        }
    }

    @Provide
    Arbitrary<DidNumber> numbers() {
        return Numbers.any();
    }
}
