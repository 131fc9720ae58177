package com.didstock.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TranslationsTest {

    private static final Pattern COUNTING = Pattern.compile("^(?:\\w+ )*\\{0} (?:numbers|reservations)\\b");
    private static final Pattern LIMIT =
            Pattern.compile("refus|too-many|nonsense|\\.many$|over$|would|allowance|LIMIT$");

    private final Translations translations = new Translations();

    @Test
    void everyBundleSaysTheSameKeysInBothLanguages() {
        for (var name : names()) {
            assertThat(bundle(name, true).texts().stringPropertyNames())
                    .as("keys of %s in German", name)
                    .containsExactlyInAnyOrderElementsOf(
                            bundle(name, false).texts().stringPropertyNames());
        }
    }

    @Test
    void noTextIsEmptyAndAllHaveTheSameArgumentsInBothLanguages() {
        for (var name : names()) {
            var german = bundle(name, true).texts();
            bundle(name, false).texts().forEach((key, text) -> {
                assertThat((String) text).as("%s in English", key).isNotBlank();
                assertThat(german.getProperty((String) key))
                        .as("%s in German", key)
                        .isNotBlank();
                assertThat(arguments(german.getProperty((String) key)))
                        .as("arguments of %s", key)
                        .isEqualTo(arguments((String) text));
            });
        }
    }

    @Test
    void aKeyOfABundleBeginsWithTheBundlesName() {
        for (var bundle : Translations.bundles()) {
            assertThat(bundle.texts().stringPropertyNames())
                    .as("keys of %s", bundle.name())
                    .allMatch(key -> key.startsWith(bundle.name() + "."));
        }
    }

    @Test
    void anUnknownKeyShowsItself() {
        assertThat(translations.getTranslation("ui.nowhere", Locale.ENGLISH)).isEqualTo("!ui.nowhere");
    }

    @Test
    void aReaderOfAnotherLanguageReadsEnglish() {
        assertThat(translations.getTranslation("ui.save", Locale.FRENCH)).isEqualTo("Save");
        assertThat(translations.getTranslation("ui.save", Locale.of("de", "AT")))
                .isEqualTo("Speichern");
    }

    @Test
    void oneThingIsNotCountedInThePlural() {
        assertThat(translations.getTranslation("assignment.done.GIVE", Locale.ENGLISH, "1", "Acme"))
                .isEqualTo("1 number is now with Acme.");
        assertThat(translations.getTranslation("assignment.done.GIVE", Locale.GERMAN, "1", "Acme"))
                .isEqualTo("1 Nummer ist jetzt bei Acme.");
        assertThat(translations.getTranslation("assignment.done.GIVE", Locale.ENGLISH, "1,000", "Acme"))
                .isEqualTo("1,000 numbers are now with Acme.");
    }

    /** Limits are never one, and what names its one thing has a text of its own. */
    @Test
    void whatCountsNumbersSaysItForOneToo() {
        for (var name : names()) {
            var english = bundle(name, false).texts();
            assertThat(english.stringPropertyNames())
                    .as("texts of %s", name)
                    .allSatisfy(key -> assertThat(english.containsKey(key + Translations.ONE)
                                    || !COUNTING.matcher(english.getProperty(key))
                                            .find()
                                    || LIMIT.matcher(key).find())
                            .as(key)
                            .isTrue());
        }
    }

    /** One word for one thing: a pricing batch is a Preisgruppe, a vendor batch an Einkaufsposten. */
    @Test
    void germanHasOneWordForEachKindOfBatch() {
        for (var name : names()) {
            assertThat(bundle(name, true).texts().values())
                    .as("texts of %s in German", name)
                    .noneMatch(text -> ((String) text).contains("Batch"));
        }
    }

    @Test
    void differingArgumentsWouldBeNoticed() {
        assertThat(arguments("{0} of {1}")).isNotEqualTo(arguments("{0}"));
        assertThat(arguments("{0} isn''t {1,number}")).isEqualTo(arguments("{1} {0}"));
    }

    private static TreeSet<String> names() {
        return Translations.bundles().stream()
                .map(Translations.Bundle::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Translations.Bundle bundle(String name, boolean german) {
        return Translations.bundles().stream()
                .filter(bundle -> bundle.german() == german && bundle.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + (german ? "German" : "English") + " bundle " + name));
    }

    /** Texts without arguments are not patterns: braces and apostrophes mean nothing in them. */
    private static List<Boolean> arguments(String text) {
        if (!text.matches("(?s).*\\{\\d.*")) {
            return List.of();
        }
        return Arrays.stream(new MessageFormat(text).getFormatsByArgumentIndex())
                .map(_ -> true)
                .toList();
    }
}
