package com.didstock.uploads;

import com.didstock.numbering.NumberFacts;
import com.didstock.numbering.NumberType;
import com.didstock.numbering.NumberValidity;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Locale;
import java.util.Set;

/** What a file's country column may say. */
final class CountryCheck {

    /** How a file says that a number belongs to no country. */
    static final String NONE = "--";

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    private CountryCheck() {}

    static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
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
