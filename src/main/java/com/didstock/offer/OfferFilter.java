package com.didstock.offer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the offer. All parts must hold.
 *
 * @param text a number as typed, in the language of the inventory's search
 * @param country ISO 3166-1 alpha-2
 * @param area part of the area's name
 * @param numberType for instance TOLL_FREE
 * @param numberClass for instance GOLD
 * @param numbers exactly these, if not empty
 */
public record OfferFilter(
        String text,
        @Nullable String country,
        @Nullable String area,
        @Nullable String numberType,
        @Nullable String numberClass,
        List<String> numbers) {

    public static final OfferFilter EVERYTHING = new OfferFilter("", null, null, null, null, List.of());

    public OfferFilter {
        numbers = List.copyOf(numbers);
    }

    public OfferFilter withText(String wanted) {
        return new OfferFilter(wanted, country, area, numberType, numberClass, numbers);
    }

    public OfferFilter withCountry(@Nullable String wanted) {
        return new OfferFilter(text, wanted, area, numberType, numberClass, numbers);
    }

    public OfferFilter withArea(@Nullable String wanted) {
        return new OfferFilter(text, country, wanted, numberType, numberClass, numbers);
    }

    public OfferFilter withNumberType(@Nullable String wanted) {
        return new OfferFilter(text, country, area, wanted, numberClass, numbers);
    }

    public OfferFilter withNumberClass(@Nullable String wanted) {
        return new OfferFilter(text, country, area, numberType, wanted, numbers);
    }

    public OfferFilter withNumbers(List<String> wanted) {
        return new OfferFilter(text, country, area, numberType, numberClass, wanted);
    }

    /** {@return for {@code ILIKE}: any name that has the area's in it; null if none is looked for} */
    @Nullable
    String areaPattern() {
        return area == null || area.isBlank() ? null : "%" + area.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
