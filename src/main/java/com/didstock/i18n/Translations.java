package com.didstock.i18n;

import com.vaadin.flow.i18n.I18NProvider;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Finds texts in all bundles {@code i18n/*.properties}: {@code <feature>.properties} in English, {@code
 * <feature>_de.properties} in German. A key that is missing shows as {@code !key}, so that nobody overlooks it.
 *
 * <p>A text with arguments is a {@link MessageFormat} pattern: an apostrophe in it is written twice. A text without
 * arguments is taken as it stands.
 *
 * <p>A text that counts by its first argument has a second one for a count of 1, its key followed by {@code .1}.
 */
@Component
public class Translations implements I18NProvider {

    private static final String PATTERN = "classpath*:i18n/*.properties";
    /** What follows the key of a text in the form for one thing. */
    static final String ONE = ".1";

    private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final Map<String, String> english;
    private final Map<String, String> german;

    public Translations() {
        english = new LinkedHashMap<>();
        german = new LinkedHashMap<>();
        for (var bundle : bundles()) {
            merge(bundle.german() ? german : english, bundle);
        }
    }

    @Override
    public List<Locale> getProvidedLocales() {
        return LOCALES;
    }

    @Override
    public Locale getDefaultLocale() {
        return Locale.ENGLISH;
    }

    @Override
    public String getTranslation(String key, @Nullable Locale locale, Object... arguments) {
        var text = text(countsOne(arguments) ? key + ONE : key, locale);
        if (text == null) {
            text = text(key, locale);
        }
        if (text == null) {
            return "!" + key;
        }
        return arguments.length == 0 ? text : new MessageFormat(text, language(locale)).format(arguments);
    }

    private @Nullable String text(String key, @Nullable Locale locale) {
        return texts(locale).getOrDefault(key, english.get(key));
    }

    private static boolean countsOne(Object... arguments) {
        return arguments.length > 0 && arguments[0].toString().equals("1");
    }

    @Override
    public Map<String, String> getAllTranslations(Locale locale) {
        return Map.copyOf(texts(locale));
    }

    @Override
    public Map<String, String> getTranslations(Collection<String> keys, Locale locale) {
        var found = new LinkedHashMap<String, String>();
        keys.forEach(key -> found.put(key, getTranslation(key, locale)));
        return found;
    }

    /** {@return the nearest language that the portal speaks} */
    public static Locale language(@Nullable Locale wanted) {
        return wanted != null && wanted.getLanguage().equals("de") ? wanted : english(wanted);
    }

    private static Locale english(@Nullable Locale wanted) {
        return wanted != null && wanted.getLanguage().equals("en") ? wanted : Locale.ENGLISH;
    }

    private Map<String, String> texts(@Nullable Locale locale) {
        return language(locale).getLanguage().equals("de") ? german : english;
    }

    static List<Bundle> bundles() {
        try {
            var found = new PathMatchingResourcePatternResolver().getResources(PATTERN);
            var bundles = new ArrayList<Bundle>();
            for (var resource : found) {
                var texts = new Properties();
                try (var reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
                    texts.load(reader);
                }
                var name = String.valueOf(resource.getFilename()).replace(".properties", "");
                bundles.add(new Bundle(name.replace("_de", ""), name.endsWith("_de"), texts));
            }
            return bundles;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void merge(Map<String, String> all, Bundle bundle) {
        for (var key : bundle.texts().stringPropertyNames()) {
            if (all.put(key, bundle.texts().getProperty(key)) != null) {
                throw new IllegalStateException(
                        "the text " + key + " stands in two bundles, one of them " + bundle.name());
            }
        }
    }

    record Bundle(String name, boolean german, Properties texts) {}
}
