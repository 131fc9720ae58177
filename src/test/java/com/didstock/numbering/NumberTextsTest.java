package com.didstock.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.i18n.Translations;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextsTest {

    private final Translations translations = new Translations();

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyCodeHasAText(String language) {
        for (var type : NumberType.values()) {
            assertThat(text("number.type." + type, language)).doesNotStartWith("!");
        }
        for (var numberClass : NumberClass.values()) {
            assertThat(text("number.class." + numberClass, language)).doesNotStartWith("!");
        }
        for (var validity : NumberValidity.values()) {
            assertThat(text("number.validity." + validity, language)).doesNotStartWith("!");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalHasASentenceThatNamesTheText(NumberRefusal reason) {
        for (String language : new String[] {"en", "de"}) {
            assertThat(text("number.refused." + reason, language, "THE TEXT", 2, 3))
                    .doesNotStartWith("!")
                    .satisfies(it -> assertThat(it.contains("THE TEXT")).isNotEqualTo(reason == NumberRefusal.BLANK));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyNonsenseHasASentence(NonsenseReason reason) {
        for (String language : new String[] {"en", "de"}) {
            assertThat(text("number.search.nonsense." + reason, language, 10_001, 10_000))
                    .doesNotStartWith("!");
        }
    }

    @Test
    void aSentenceReadsWell() {
        assertThat(refusal("12")).isEqualTo("“12” has 2 digits; at least 3 are needed.");
        assertThat(refusal("+1")).isEqualTo("“+1” has 1 digit; at least 7 are needed.");
        assertThat(refusal("18005550100..19005550100"))
                .isEqualTo(
                        "The range “18005550100..19005550100” has 1,000,000,001 numbers; at most 100,000 are taken at once.");
    }

    private String refusal(String text) {
        return switch (NumberRange.parse(text, null)) {
            case Reading.Refused(var reason, var arguments) ->
                text("number.refused." + reason, "en", arguments.toArray());
            case Reading.Parsed(var range) -> range.toString();
        };
    }

    private String text(String key, String language, Object... arguments) {
        return translations.getTranslation(key, Locale.of(language), arguments);
    }
}
