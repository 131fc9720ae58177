package com.didstock.branding;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/** Reads one {@code operator.yml} with Spring Boot's binder and collects everything that is wrong in it. */
final class OperatorFile {

    private static final Set<String> KEYS = Set.of(
            "name",
            "hosts",
            "locale",
            "default-country",
            "currency",
            "time-zone",
            "brand.letter",
            "brand.accent-light",
            "brand.accent-dark",
            "aging.days",
            "aging.toll-free-days",
            "prices.notice-days",
            "customers-of-suspended",
            "support-access",
            "demo",
            "admin.login");
    private static final Pattern HOSTS_ENTRY = Pattern.compile("hosts\\[\\d+]");
    private static final Pattern AGING_ENTRY = Pattern.compile("aging\\.countries\\.([A-Za-z]+)\\.([A-Za-z-]+)");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,119}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.of("en", "de");
    private static final int MOST_AGING_DAYS = 3650;
    private static final int MOST_NOTICE_DAYS = 366;
    /** What WCAG asks of text. */
    private static final double LEGIBLE = 4.5;

    private final Path file;
    private final List<PropertySource<?>> sources;
    private final Binder binder;
    private final List<String> problems = new ArrayList<>();

    private OperatorFile(Path file, List<PropertySource<?>> sources) {
        this.file = file;
        this.sources = sources;
        var all = new MutablePropertySources();
        sources.forEach(all::addLast);
        binder = new Binder(ConfigurationPropertySources.from(all));
    }

    /**
     * @param problems gets a line for each thing that is wrong: file, line, key, what to do
     * @return empty if anything is wrong
     */
    static Optional<OperatorSettings> read(String slug, Path file, List<String> problems) {
        OperatorFile operator;
        try {
            operator = new OperatorFile(
                    file, new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file)));
        } catch (IOException | RuntimeException unreadable) {
            problems.add(file + ": is no readable YAML: " + firstLine(unreadable));
            return Optional.empty();
        }
        var settings = operator.settings(slug);
        problems.addAll(operator.problems);
        return operator.problems.isEmpty() ? Optional.of(settings) : Optional.empty();
    }

    private OperatorSettings settings(String slug) {
        refuseUnknownKeys();
        return new OperatorSettings(
                slug,
                text("name", "", name -> !name.isBlank() && name.length() <= 200, "must be 1 to 200 characters"),
                hosts(),
                Locale.forLanguageTag(text(
                        "locale",
                        "en",
                        tag -> LANGUAGES.contains(Locale.forLanguageTag(tag).getLanguage()),
                        "must be en or de, with a region if you like, as de-AT")),
                text("default-country", "", COUNTRIES::contains, "must be two letters of ISO 3166, as US"),
                converted("currency", "EUR", OperatorFile::currency, "must be a code of ISO 4217, as EUR"),
                converted("time-zone", "UTC", ZoneId::of, "must be a time zone, as Europe/Berlin"),
                brand(),
                aging(),
                days("prices.notice-days", OperatorSettings.DEFAULTS.noticeDays(), MOST_NOTICE_DAYS),
                bind("customers-of-suspended", Boolean.class, true),
                "standing"
                        .equals(text(
                                "support-access",
                                "none",
                                Set.of("none", "standing")::contains,
                                "must be none or standing")),
                bind("demo", Boolean.class, false),
                text(
                        "admin.login",
                        "admin",
                        LOGIN.asMatchPredicate()::test,
                        "must be lower case letters, digits, . _ @ -"));
    }

    private List<String> hosts() {
        var hosts = bind("hosts", Bindable.listOf(String.class), List.of());
        var checked = new ArrayList<String>();
        for (var host : hosts) {
            var lower = host.strip().toLowerCase(Locale.ROOT);
            if (!HOST.matcher(lower).matches()) {
                problem("hosts", "\"" + host + "\" is no host name; give it without http:// and port");
            }
            checked.add(lower);
        }
        return List.copyOf(checked);
    }

    private Brand brand() {
        return new Brand(
                text(
                        "brand.letter",
                        "d",
                        letter -> letter.matches("[\\p{L}\\p{N}]{1,2}"),
                        "must be one or two letters"),
                accent("brand.accent-light", Colour.ACCENT_LIGHT, Colour.WHITE),
                accent("brand.accent-dark", Colour.ACCENT_DARK, Colour.DARK_CARD));
    }

    private Colour accent(String key, Colour standard, Colour background) {
        var colour =
                converted(key, standard.hex(), Colour::new, "must be a colour like " + standard.hex() + ", in quotes");
        if (colour.contrastTo(background) < LEGIBLE) {
            problem(
                    key,
                    "can hardly be read on " + background.hex() + ": the contrast must be at least " + LEGIBLE
                            + " : 1");
        }
        return colour;
    }

    private AgingRules aging() {
        var byCountry = new HashMap<String, Map<String, Integer>>();
        for (var name : names()) {
            var entry = AGING_ENTRY.matcher(name);
            if (entry.matches()) {
                var country = entry.group(1).toUpperCase(Locale.ROOT);
                if (!COUNTRIES.contains(country)) {
                    problem(name, country + " is no country of ISO 3166");
                }
                var type = entry.group(2).toUpperCase(Locale.ROOT).replace('-', '_');
                byCountry.computeIfAbsent(country, _ -> new HashMap<>()).put(type, days(name, 0));
            }
        }
        return new AgingRules(
                days("aging.days", AgingRules.STANDARD.days()),
                days("aging.toll-free-days", AgingRules.STANDARD.tollFreeDays()),
                byCountry);
    }

    private int days(String key, int standard) {
        return days(key, standard, MOST_AGING_DAYS);
    }

    private int days(String key, int standard, int most) {
        var days = bind(key, Integer.class, standard);
        if (days < 0 || days > most) {
            problem(key, "must be 0 to " + most + " days");
        }
        return days;
    }

    private static Currency currency(String code) {
        return Currency.getInstance(code);
    }

    private String text(String key, String standard, Function<String, Boolean> fits, String otherwise) {
        var value = bind(key, String.class, standard);
        if (!fits.apply(value)) {
            problem(key, value.isEmpty() ? "is missing; it " + otherwise : otherwise + ", not \"" + value + "\"");
        }
        return value;
    }

    private <T> T converted(String key, String standard, Function<String, T> conversion, String otherwise) {
        var value = bind(key, String.class, standard);
        try {
            return conversion.apply(value);
        } catch (RuntimeException _) {
            problem(key, otherwise + ", not \"" + value + "\"");
            return conversion.apply(standard);
        }
    }

    private <T> T bind(String key, Class<T> type, T standard) {
        return bind(key, Bindable.of(type), standard);
    }

    private <T> T bind(String key, Bindable<T> type, T standard) {
        try {
            return binder.bind(ConfigurationPropertyName.adapt(key, '.'), type).orElse(standard);
        } catch (BindException _) {
            problem(key, "must be " + kind(type) + ", not \"" + raw(key) + "\"");
            return standard;
        }
    }

    private static String kind(Bindable<?> type) {
        var wanted = type.getType().resolve(Object.class);
        if (wanted == Boolean.class) {
            return "true or false";
        }
        return wanted == Integer.class ? "a whole number" : "a list";
    }

    private void refuseUnknownKeys() {
        for (var name : names()) {
            var known = KEYS.contains(name)
                    || HOSTS_ENTRY.matcher(name).matches()
                    || AGING_ENTRY.matcher(name).matches();
            if (!known) {
                problem(name, "is not a key; tenants/README.md lists them all");
            }
        }
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        for (var source : sources) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                names.addAll(List.of(enumerable.getPropertyNames()));
            }
        }
        return names;
    }

    private @Nullable Object raw(String key) {
        return sources.stream()
                .map(source -> source.getProperty(key))
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
    }

    private void problem(String key, String what) {
        problems.add(file + line(key) + ": " + key + ": " + what);
    }

    private String line(String key) {
        for (var source : sources) {
            for (var name : List.of(key, key + "[0]")) {
                if (OriginLookup.getOrigin(source, name) instanceof TextResourceOrigin origin
                        && origin.getLocation() != null) {
                    return ", line " + (origin.getLocation().getLine() + 1);
                }
            }
        }
        return "";
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
