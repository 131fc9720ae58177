package com.didstock.numbering;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Numbers for properties: any that can be stored, and those of the world's numbering plans. */
final class Numbers {

    private Numbers() {}

    /** Internal numbers, and E.164 numbers with a first digit that calling codes have. */
    static Arbitrary<DidNumber> any() {
        Arbitrary<String> internal =
                Arbitraries.strings().numeric().ofMinLength(3).ofMaxLength(6);
        Arbitrary<String> international =
                Arbitraries.strings().numeric().ofMinLength(7).ofMaxLength(15).filter(it -> it.charAt(0) != '0');
        return Arbitraries.oneOf(internal, international, international, Arbitraries.of(examples()))
                .map(DidNumber::new);
    }

    /** One number of each type of each country. */
    static List<String> examples() {
        var util = PhoneNumberUtil.getInstance();
        var examples = new ArrayList<String>();
        for (String region : util.getSupportedRegions()) {
            for (PhoneNumberType type : PhoneNumberType.values()) {
                var number = util.getExampleNumberForType(region, type);
                if (number != null) {
                    examples.add(util.format(number, PhoneNumberFormat.E164).substring(1));
                }
            }
        }
        for (int code : util.getSupportedGlobalNetworkCallingCodes()) {
            var number = util.getExampleNumberForNonGeoEntity(code);
            if (number != null) {
                examples.add(util.format(number, PhoneNumberFormat.E164).substring(1));
            }
        }
        return examples.stream().filter(it -> it.length() > 6).toList();
    }

    /** The number with up to three of its digits, but never the first, replaced. */
    static String near(String number, Random random) {
        char[] digits = number.toCharArray();
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            digits[1 + random.nextInt(digits.length - 1)] = (char) ('0' + random.nextInt(10));
        }
        return new String(digits);
    }
}
