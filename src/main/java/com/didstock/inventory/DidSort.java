package com.didstock.inventory;

import java.util.regex.Pattern;

/**
 * What a list of numbers can be sorted by: by number at any size, by anything else only while the search has at most
 * {@link NumberInventory#EXACT_COUNT} hits.
 */
public enum DidSort {
    NUMBER,
    GROUP,
    COUNTRY,
    STATUS,
    CHILD,
    PRICING_BATCH,
    ACTIVATION_COST,
    RECURRING_COST,
    RECURRING_REVENUE,
    DESCRIPTION,
    HELD_SINCE,
    RELEASED_AT;

    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,9}(\\.\\d{1,5})?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

    /** {@return whether it is by an amount, which not every user may see} */
    public boolean isMoney() {
        return switch (this) {
            case ACTIVATION_COST, RECURRING_COST, RECURRING_REVENUE -> true;
            case NUMBER, GROUP, COUNTRY, STATUS, CHILD, PRICING_BATCH, DESCRIPTION, HELD_SINCE, RELEASED_AT -> false;
        };
    }

    /** {@return whether this can be the sort value of a row; anything may stand in a URL} */
    boolean isValue(String text) {
        return switch (this) {
            case ACTIVATION_COST, RECURRING_COST, RECURRING_REVENUE ->
                AMOUNT.matcher(text).matches();
            case HELD_SINCE, RELEASED_AT -> SECONDS.matcher(text).matches();
            case NUMBER, GROUP, COUNTRY, STATUS, CHILD, PRICING_BATCH, DESCRIPTION -> text.indexOf('\0') < 0;
        };
    }
}
