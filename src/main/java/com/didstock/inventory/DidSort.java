package com.didstock.inventory;

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
    RELEASED_AT
}
