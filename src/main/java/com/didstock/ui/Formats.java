package com.didstock.ui;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;

/** How amounts, counts, shares and times are written for one reader. Nothing else in the portal formats them. */
public final class Formats {

    /** Prices are kept to five places; none of them is hidden. */
    private static final int PRICE_PLACES = 5;

    private final Locale locale;
    private final ZoneId zone;

    public Formats(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
    }

    /** {@return the formats of the screen being worked on: its language, its operator's time zone} */
    public static Formats current() {
        var ui = UI.getCurrent();
        if (ui == null) {
            return new Formats(Locale.ENGLISH, ZoneOffset.UTC);
        }
        var zone = ComponentUtil.getData(ui, ZoneId.class);
        return new Formats(ui.getLocale(), zone == null ? ZoneOffset.UTC : zone);
    }

    /** Sets the time zone of a screen; the layout does it when a user comes in. */
    public static void useZone(UI ui, ZoneId zone) {
        ComponentUtil.setData(ui, ZoneId.class, zone);
    }

    /**
     * {@return the amount with its currency's symbol, with at least the currency's own decimals, more if it has them:
     * €0.85, €0.00725, ¥120}
     *
     * @param currency ISO 4217 code
     */
    public String money(BigDecimal amount, String currency) {
        return money(amount, currency, PRICE_PLACES);
    }

    /** {@return a sum with its currency's symbol, in exactly the currency's decimals: €1,805.99} */
    public String total(BigDecimal amount, String currency) {
        return money(amount, currency, 0);
    }

    private String money(BigDecimal amount, String code, int mostPlaces) {
        var currency = Currency.getInstance(code);
        var format = NumberFormat.getCurrencyInstance(locale);
        var places = Math.max(currency.getDefaultFractionDigits(), 0);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(Math.max(places, mostPlaces));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount);
    }

    /** {@return a count with its thousands apart: 12,480} */
    public String count(long count) {
        return NumberFormat.getIntegerInstance(locale).format(count);
    }

    /** {@return a share of a hundred as it is written: 65 becomes 65%, 12.5 becomes 12.5%} */
    public String percent(BigDecimal percent) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(2);
        return format.format(percent.movePointLeft(2));
    }

    /** {@return how many percent the part is of the whole, without decimals; 0 of nothing} */
    public String share(long part, long whole) {
        return NumberFormat.getPercentInstance(locale).format(whole == 0 ? 0 : (double) part / whole);
    }

    /** {@return the day, as 12 Aug 2026 or 12.08.2026} */
    public String date(LocalDate day) {
        return dayFormat().format(day);
    }

    /** {@return the day of the moment, in the reader's time zone} */
    public String date(Instant moment) {
        return date(LocalDate.ofInstant(moment, zone));
    }

    /** {@return day and time to the minute, in the reader's time zone} */
    public String dateTime(Instant moment) {
        var local = moment.atZone(zone);
        return dayFormat().format(local) + ", "
                + DateTimeFormatter.ofPattern("HH:mm", locale).format(local);
    }

    /** {@return the time zone in which days and times are written} */
    public ZoneId zone() {
        return zone;
    }

    public Locale locale() {
        return locale;
    }

    private DateTimeFormatter dayFormat() {
        return locale.getLanguage().equals("en")
                ? DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH)
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
    }
}
