package com.didstock.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FormatsTest {

    private final Formats english = new Formats(Locale.ENGLISH, ZoneOffset.UTC);
    private final Formats german = new Formats(Locale.GERMAN, ZoneId.of("Europe/Berlin"));

    @Test
    void aPriceHasItsCurrencysDecimalsAndMoreOnlyIfItHasMore() {
        assertThat(english.money(new BigDecimal("0.8500"), "EUR")).isEqualTo("€0.85");
        assertThat(english.money(new BigDecimal("0.00725"), "EUR")).isEqualTo("€0.00725");
        assertThat(english.money(new BigDecimal("120"), "JPY")).isEqualTo("¥120");
        assertThat(english.money(new BigDecimal("1.5"), "BHD")).contains("1.500");
        assertThat(german.money(new BigDecimal("1805.99"), "EUR")).isEqualTo("1.805,99\u00a0€");
    }

    @Test
    void aSumHasExactlyTheCurrencysDecimals() {
        assertThat(english.total(new BigDecimal("1805.985"), "EUR")).isEqualTo("€1,805.99");
        assertThat(english.total(new BigDecimal("-0.5"), "JPY")).isEqualTo("-¥1");
    }

    @Test
    void countsAreGroupedAndSharesAreOfAHundred() {
        assertThat(english.count(12_480)).isEqualTo("12,480");
        assertThat(german.count(12_480)).isEqualTo("12.480");
        assertThat(english.share(8_112, 12_480)).isEqualTo("65%");
        assertThat(english.share(0, 0)).isEqualTo("0%");
        assertThat(english.percent(new BigDecimal("12.5"))).isEqualTo("12.5%");
    }

    @Test
    void daysAreThoseOfTheReadersTimeZone() {
        var late = Instant.parse("2026-08-12T22:30:00Z");

        assertThat(english.date(late)).isEqualTo("12 Aug 2026");
        assertThat(german.date(late)).isEqualTo("13.08.2026");
        assertThat(german.dateTime(late)).isEqualTo("13.08.2026, 00:30");
        assertThat(english.date(LocalDate.of(2026, 11, 30))).isEqualTo("30 Nov 2026");
    }
}
