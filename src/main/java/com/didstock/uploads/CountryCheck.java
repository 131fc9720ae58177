package com.didstock.uploads;

import com.didstock.numbering.NumberFacts;
import com.didstock.numbering.NumberType;
import com.didstock.numbering.NumberValidity;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a file's country column may say. */
final class CountryCheck {

    /** How a file says that a number belongs to no country. */
    static final String NONE = "--";

    private static final Map<String, String> COUNTRIES = countries();

    private CountryCheck() {}

    /**
     * Reads a country's two or three letter code, or its English or German name.
     *
     * @return ISO 3166-1 alpha-2, or {@link #NONE}; null if it is no country
     */
    static @Nullable String read(String text) {
        return text.equals(NONE) ? NONE : COUNTRIES.get(text.toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> countries() {
        var codes = new HashMap<String, String>();
        for (var code : Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)) {
            var country = Locale.of("", code);
            for (var name : new String[] {
                country.getDisplayCountry(Locale.ENGLISH),
                country.getDisplayCountry(Locale.GERMAN),
                country.getISO3Country()
            }) {
                codes.putIfAbsent(name.toLowerCase(Locale.ROOT), code);
            }
        }
        for (var code : Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)) {
            codes.put(code.toLowerCase(Locale.ROOT), code);
        }
        codes.put("uk", "GB");
        codes.put("united states of america", "US");
        return Map.copyOf(codes);
    }

    /**
     * {@return whether a number can't be of the country given} Numbers that belong to a place must be of the place's
     * country. A toll-free or unknown number of a calling code that several countries share may be of any of them.
     */
    static boolean contradicts(NumberFacts facts, String country) {
        var own = facts.country();
        if (own == null || own.equals(country) || country.equals(NONE)) {
            return false;
        }
        boolean placed = facts.type() == NumberType.GEOGRAPHIC && facts.validity() == NumberValidity.VALID;
        var plan = PhoneNumberUtil.getInstance();
        return placed || plan.getCountryCodeForRegion(own) != plan.getCountryCodeForRegion(country);
    }
}
