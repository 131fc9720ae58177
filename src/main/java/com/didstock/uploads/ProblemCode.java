package com.didstock.uploads;

/** What can be wrong with one line of a file. Each has a sentence saying what to do; its arguments are said here. */
public enum ProblemCode {
    /** Not a number or range: the name of a {@link com.didstock.numbering.NumberRefusal}, then that one's arguments. */
    NUMBER_UNREADABLE,
    VENDOR_BATCH_MISSING,
    /** No vendor batch of this name. */
    VENDOR_BATCH_UNKNOWN,
    FEE_MISSING,
    FEE_UNREADABLE,
    /** 1,234 may be a thousand or one and a bit. */
    FEE_AMBIGUOUS,
    FEE_NEGATIVE,
    FEE_TOO_LARGE,
    /** In another currency than the vendor batch's: that one. */
    FEE_CURRENCY,
    /** More decimals than are kept: how many are kept. */
    FEE_TOO_FINE,
    /** The limit in characters. */
    DESCRIPTION_TOO_LONG,
    /** The limit in characters. */
    AREA_TOO_LONG,
    DATE_UNREADABLE,
    DATE_NOT_PAST,
    YES_NO_UNREADABLE,
    /** Not a country's two-letter code. */
    COUNTRY_UNKNOWN,
    /** The number belongs elsewhere: the number, its country. */
    COUNTRY_CONTRADICTS_NUMBER,
    /** No DID group of this name. */
    GROUP_UNKNOWN,
    /** The line has more cells than the header: how many the header has. */
    TOO_MANY_CELLS,
    /** A formula that the spreadsheet never calculated. */
    NOT_CALCULATED,
    /** A formula that went wrong. */
    FORMULA_ERROR,
    /** The number is already in stock. */
    ALREADY_IN_STOCK,
    /** The number stands in the file before: the line. */
    TWICE_IN_FILE,
    /** The number came into stock after the file was checked. */
    CAME_MEANWHILE,
    /** The number lies in a vendor batch of another currency, and is not to be moved: that currency. */
    UPDATE_OTHER_CURRENCY,
    /** A number given out can't go to a vendor batch of another currency: its own. */
    UPDATE_CURRENCY_WHILE_GIVEN,
    /** Costs don't move into another currency unless they are said anew: the currency now. */
    UPDATE_CURRENCY_WITHOUT_COSTS,
    /** Whether a number is free of charge does not change while it is given out. */
    UPDATE_FREE_WHILE_GIVEN,
    /** Only a free number can be frozen. */
    UPDATE_FREEZE_NOT_FREE,
    /** No tenant below of this name or path. */
    HOLDER_UNKNOWN,
    /** Nothing comes to a tenant that is suspended, or through one: its name. */
    HOLDER_SUSPENDED,
    /** No pricing batch of this name. */
    PRICING_BATCH_UNKNOWN,
    /** The pricing batch is not for tenants of that kind: the tenant. */
    BATCH_FOR_OTHERS,
    /** The pricing batch has another currency than the tenant it would price for: that one. */
    BATCH_IN_OTHER_CURRENCY,
    /** Neither the line nor a batch assigned to the first tenant below says what that one pays: its name. */
    NO_PRICE,
    /** No batch assigned further down covers the number: by whom, and to whom. */
    NO_PRICE_BELOW,
    /** There is no exchange rate for the price: for which tenant. */
    NO_RATE,
    /** A price, and nobody who pays it. */
    PRICE_WITHOUT_HOLDER,
    /** A price for the activation and none for the month. */
    PRICE_INCOMPLETE,
    /** Only a customer has accounts. */
    ACCOUNT_NEEDS_CUSTOMER,
    /** The limit in characters. */
    ACCOUNT_TOO_LONG,
    /** The ID of the account is a number that somebody else holds. */
    ACCOUNT_ELSEWHERE,
    /** Only a customer uses numbers. */
    IN_USE_NEEDS_CUSTOMER,
    /** A number in use does not rest. */
    AGING_IN_USE,
    /** What rests has left its customer. */
    AGING_AT_CUSTOMER,
    /** It is not said until when the number rests. */
    AGING_WITHOUT_DATE,
    /** The number was in stock before and still rests. */
    STILL_AGING,
    /** Not a status that existing stock can have. */
    STATUS_UNREADABLE,
    /** Internal numbers are taken from their range, not given. */
    INTERNAL_WITH_HOLDER;

    /** {@return whether the line is fine as such, and its number only not new} */
    public boolean isOnlyNotNew() {
        return switch (this) {
            case ALREADY_IN_STOCK, TWICE_IN_FILE, CAME_MEANWHILE -> true;
            case NUMBER_UNREADABLE,
                    VENDOR_BATCH_MISSING,
                    VENDOR_BATCH_UNKNOWN,
                    FEE_MISSING,
                    FEE_UNREADABLE,
                    FEE_AMBIGUOUS,
                    FEE_NEGATIVE,
                    FEE_TOO_LARGE,
                    FEE_CURRENCY,
                    FEE_TOO_FINE,
                    DESCRIPTION_TOO_LONG,
                    AREA_TOO_LONG,
                    DATE_UNREADABLE,
                    DATE_NOT_PAST,
                    YES_NO_UNREADABLE,
                    COUNTRY_UNKNOWN,
                    COUNTRY_CONTRADICTS_NUMBER,
                    GROUP_UNKNOWN,
                    TOO_MANY_CELLS,
                    NOT_CALCULATED,
                    FORMULA_ERROR,
                    UPDATE_OTHER_CURRENCY,
                    UPDATE_CURRENCY_WHILE_GIVEN,
                    UPDATE_CURRENCY_WITHOUT_COSTS,
                    UPDATE_FREE_WHILE_GIVEN,
                    UPDATE_FREEZE_NOT_FREE,
                    HOLDER_UNKNOWN,
                    HOLDER_SUSPENDED,
                    PRICING_BATCH_UNKNOWN,
                    BATCH_FOR_OTHERS,
                    BATCH_IN_OTHER_CURRENCY,
                    NO_PRICE,
                    NO_PRICE_BELOW,
                    NO_RATE,
                    PRICE_WITHOUT_HOLDER,
                    PRICE_INCOMPLETE,
                    ACCOUNT_NEEDS_CUSTOMER,
                    ACCOUNT_TOO_LONG,
                    ACCOUNT_ELSEWHERE,
                    IN_USE_NEEDS_CUSTOMER,
                    AGING_IN_USE,
                    AGING_AT_CUSTOMER,
                    AGING_WITHOUT_DATE,
                    STILL_AGING,
                    STATUS_UNREADABLE,
                    INTERNAL_WITH_HOLDER -> false;
        };
    }
}
