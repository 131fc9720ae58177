package com.didstock.branding;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/**
 * What an operator's file says.
 *
 * @param slug the name of its folder
 * @param hosts the host names under which its portal is reached, lower case, without port
 * @param locale the language of those who have not chosen one
 * @param defaultCountry ISO 3166-1 alpha-2: how national numbers are read
 * @param currency in which the operator pays and is paid
 * @param zone whose midnight ends a day
 * @param noticeDays days between the announcement of a new price and its first day
 * @param customersOfSuspended whether the people of whoever stands below a suspended tenant are let in
 * @param standingSupport whether the operator may view as any tenant that does not refuse it
 * @param demo whether its users are made by the demo
 * @param adminLogin the name of the first administrator
 */
public record OperatorSettings(
        String slug,
        String name,
        List<String> hosts,
        Locale locale,
        String defaultCountry,
        Currency currency,
        ZoneId zone,
        Brand brand,
        AgingRules aging,
        int noticeDays,
        boolean customersOfSuspended,
        boolean standingSupport,
        boolean demo,
        String adminLogin) {

    static final OperatorSettings DEFAULTS = new OperatorSettings(
            "",
            "didstock",
            List.of(),
            Locale.ENGLISH,
            "US",
            Currency.getInstance("EUR"),
            ZoneOffset.UTC,
            new Brand("d", Colour.ACCENT_LIGHT, Colour.ACCENT_DARK),
            AgingRules.STANDARD,
            30,
            true,
            false,
            false,
            "admin");

    /** {@return the days that such a number rests after use} */
    public int agingDays(String country, String numberType) {
        return aging.days(country, numberType);
    }
}
