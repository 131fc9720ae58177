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
    UPDATE_FREEZE_NOT_FREE;

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
                    UPDATE_FREEZE_NOT_FREE -> false;
        };
    }
}
