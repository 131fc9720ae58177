package com.didstock.numbering;

import org.jspecify.annotations.Nullable;

/**
 * What a number's own digits tell about it.
 *
 * @param country ISO 3166-1 alpha-2 code; null for internal numbers and for those of no single country (+800, +883)
 * @param area city or region in English, of libphonenumber's geocoder; null if nothing narrower than the country is
 *     known
 */
public record NumberFacts(
        @Nullable String country,
        @Nullable String area,
        NumberType type,
        NumberClass numberClass,
        NumberValidity validity) {

    public static NumberFacts of(DidNumber number) {
        if (number.isInternal()) {
            return new NumberFacts(null, null, NumberType.INTERNAL, NumberClass.STANDARD, NumberValidity.VALID);
        }
        var block = NumberingPlan.blockOf(number);
        return new NumberFacts(block.country(), block.area(), block.type(), NumberClass.of(number), block.validity());
    }
}
