package com.didstock.provisioning;

import com.didstock.numbering.DidNumber;
import com.didstock.numbering.Reading;
import org.jspecify.annotations.Nullable;

/**
 * What identifies an account, in the one form in which it is stored and compared.
 *
 * @param text the digits of a phone number, or the text as it was given
 * @param number whether it reads as a phone number
 */
record AccountId(String text, boolean number) {

    private static final int LONGEST = 64;

    /**
     * @param defaultCountry how national numbers are read; null: not at all
     * @throws com.didstock.tenancy.RefusedException if it can be no ID
     */
    static AccountId read(String given, @Nullable String defaultCountry) {
        var text = given.strip();
        if (text.isEmpty()) {
            throw AccountRefusal.ID_MISSING.because();
        }
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw AccountRefusal.ID_TOO_LONG.because(LONGEST);
        }
        return switch (DidNumber.parse(text, defaultCountry)) {
            case Reading.Parsed<DidNumber>(var number) -> new AccountId(number.digits(), true);
            case Reading.Refused<DidNumber> _ -> new AccountId(text, false);
        };
    }

    /**
     * {@return the digits of a phone number}
     *
     * @throws com.didstock.tenancy.RefusedException if it reads as none
     */
    static String readNumber(String given, @Nullable String defaultCountry) {
        return switch (DidNumber.parse(given, defaultCountry)) {
            case Reading.Parsed<DidNumber>(var number) -> number.digits();
            case Reading.Refused<DidNumber> refused ->
                throw AccountRefusal.NOT_A_NUMBER.because(refused.arguments().getFirst());
        };
    }
}
