package com.didstock.numbering;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The world's numbering plans as libphonenumber knows them, remembered per block: what it says about a number depends
 * on the number's length and first digits only.
 *
 * <p>How many digits decide was measured on libphonenumber 9.0.43 and geocoder 3.23: the geocoder's longest prefix has
 * 9 digits (7 in North America), and over a million pairs of numbers that share length and first 9 digits, no fact and
 * no format differed. The last four digits at most are left out of the key. {@code NumberFactsTest} repeats this on a
 * sample.
 */
final class NumberingPlan {

    /** Stands for one digit in {@link Block#template()}. */
    static final char PLACE = '#';

    private static final int DECIDING_DIGITS = 9;
    private static final int DECIDING_DIGITS_NORTH_AMERICA = 7;
    private static final int MOST_BLOCK_DIGITS = 4;
    private static final int NORTH_AMERICA = 1;
    private static final int BLOCKS_KEPT = 20_000;

    private static final String NO_SINGLE_COUNTRY = "001";
    private static final String NO_COUNTRY_GIVEN = "ZZ";

    private static final PhoneNumberUtil PHONE_NUMBERS = PhoneNumberUtil.getInstance();
    private static final PhoneNumberOfflineGeocoder GEOCODER = PhoneNumberOfflineGeocoder.getInstance();
    private static final Cache<String, Block> BLOCKS =
            Caffeine.newBuilder().maximumSize(BLOCKS_KEPT).build();

    private NumberingPlan() {}

    /**
     * Numbers about which everything is the same.
     *
     * @param template how they are shown, with {@link #PLACE} for each digit: {@code +# ### ###-####}
     */
    record Block(
            @Nullable String country,
            @Nullable String area,
            NumberType type,
            NumberValidity validity,
            String template) {}

    /** Only for numbers that are not internal. */
    static Block blockOf(DidNumber number) {
        return BLOCKS.get(keyOf(number.digits()), _ -> look(number.digits()));
    }

    private static String keyOf(String digits) {
        int deciding = digits.charAt(0) == '1' ? DECIDING_DIGITS_NORTH_AMERICA : DECIDING_DIGITS;
        int free = Math.clamp(digits.length() - deciding, 0, MOST_BLOCK_DIGITS);
        // The length belongs to the key: one plan may have numbers of several lengths behind the same first digits.
        return digits.substring(0, digits.length() - free) + PLACE + free;
    }

    /** What libphonenumber says, asked afresh. */
    static Block look(String digits) {
        PhoneNumber number;
        try {
            number = PHONE_NUMBERS.parse("+" + digits, NO_COUNTRY_GIVEN);
        } catch (NumberParseException _) {
            return new Block(null, null, NumberType.UNKNOWN, NumberValidity.IMPOSSIBLE, plainTemplate(digits));
        }
        // Asking which region a number belongs to is the dear part: once here, once inside getNumberType.
        String region = PHONE_NUMBERS.getRegionCodeForNumber(number);
        String country = countryOf(region, number.getCountryCode());
        if (!digitsOf(number).equals(digits)) {
            // It dropped a national prefix behind the calling code and speaks of another number.
            return new Block(country, null, NumberType.UNKNOWN, NumberValidity.IMPOSSIBLE, plainTemplate(digits));
        }
        PhoneNumberType type = region == null ? PhoneNumberType.UNKNOWN : PHONE_NUMBERS.getNumberType(number);
        return new Block(
                country,
                areaOf(number, type, country),
                typeOf(type),
                validityOf(number, type),
                templateOf(number, digits));
    }

    /** The country's calling code, or an empty text for a country that has none here. */
    static String callingCode(String country) {
        return isKnown(country) ? Integer.toString(PHONE_NUMBERS.getCountryCodeForRegion(country)) : "";
    }

    /** What people dial in front of a national number of the country: mostly 0; null where nothing is dialled. */
    static @Nullable String nationalPrefix(String country) {
        return isKnown(country) ? PHONE_NUMBERS.getNddPrefixForRegion(country, true) : null;
    }

    /** Asked first, since libphonenumber logs a warning for each country it does not know. */
    private static boolean isKnown(String country) {
        return PHONE_NUMBERS.getSupportedRegions().contains(country);
    }

    /** The E.164 digits of what the country's people understand by these digits, if that can be a number. */
    static Optional<String> national(String digits, String country) {
        if (!isKnown(country)) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = PHONE_NUMBERS.parse(digits, country);
            return Optional.of(digitsOf(number))
                    .filter(it -> PHONE_NUMBERS.isPossibleNumber(number))
                    .filter(DidNumber::isNumber);
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    private static String digitsOf(PhoneNumber number) {
        String leadingZeros = number.isItalianLeadingZero() ? "0".repeat(number.getNumberOfLeadingZeros()) : "";
        return number.getCountryCode() + leadingZeros + number.getNationalNumber();
    }

    private static @Nullable String countryOf(@Nullable String region, int callingCode) {
        // A calling code of several countries, and none of them knows the number: the first one leads the plan.
        String country = region == null ? PHONE_NUMBERS.getRegionCodeForCountryCode(callingCode) : region;
        return country.equals(NO_SINGLE_COUNTRY) || country.equals(NO_COUNTRY_GIVEN) ? null : country;
    }

    private static @Nullable String areaOf(PhoneNumber number, PhoneNumberType type, @Nullable String country) {
        if (country == null || !PHONE_NUMBERS.isNumberGeographical(type, number.getCountryCode())) {
            return null;
        }
        String area;
        // The geocoder loads its files on demand into a map that is not made for several threads.
        synchronized (GEOCODER) {
            area = GEOCODER.getDescriptionForValidNumber(number, Locale.ENGLISH);
        }
        boolean nothingNarrower =
                area.isEmpty() || area.equals(Locale.of("", country).getDisplayCountry(Locale.ENGLISH));
        return nothingNarrower ? null : area;
    }

    private static NumberType typeOf(PhoneNumberType type) {
        return switch (type) {
            case FIXED_LINE, FIXED_LINE_OR_MOBILE -> NumberType.GEOGRAPHIC;
            case MOBILE -> NumberType.MOBILE;
            case TOLL_FREE -> NumberType.TOLL_FREE;
            case PREMIUM_RATE -> NumberType.PREMIUM;
            case SHARED_COST -> NumberType.SHARED_COST;
            case VOIP -> NumberType.VOIP;
            case PERSONAL_NUMBER, PAGER, UAN, VOICEMAIL -> NumberType.NATIONAL;
            case UNKNOWN -> NumberType.UNKNOWN;
        };
    }

    private static NumberValidity validityOf(PhoneNumber number, PhoneNumberType type) {
        // What libphonenumber calls a valid number is one whose type it knows.
        if (type != PhoneNumberType.UNKNOWN) {
            return NumberValidity.VALID;
        }
        return PHONE_NUMBERS.isPossibleNumber(number) ? NumberValidity.POSSIBLE : NumberValidity.IMPOSSIBLE;
    }

    private static String templateOf(PhoneNumber number, String digits) {
        String shown = PHONE_NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL);
        var template = new StringBuilder();
        int digit = 0;
        for (int i = 0; i < shown.length(); i++) {
            char sign = shown.charAt(i);
            if (sign < '0' || sign > '9') {
                template.append(sign);
            } else if (digit < digits.length() && sign == digits.charAt(digit)) {
                template.append(PLACE);
                digit++;
            } else {
                return plainTemplate(digits);
            }
        }
        if (digit < digits.length()) {
            return plainTemplate(digits);
        }
        // "+1 800 226-8647" rather than the library's "+1 800-226-8647": the area code stands apart, as ITU-T E.123
        // has it.
        int firstDash = number.getCountryCode() == NORTH_AMERICA ? template.indexOf("-") : -1;
        if (firstDash >= 0 && template.indexOf("-", firstDash + 1) >= 0) {
            template.setCharAt(firstDash, ' ');
        }
        return template.toString();
    }

    private static String plainTemplate(String digits) {
        return "+" + String.valueOf(PLACE).repeat(digits.length());
    }
}
