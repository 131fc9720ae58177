package com.didstock.searches;

/** What can be searched by searches that are kept. */
public enum SearchedList {
    /** The inventory, or a customer's own numbers. */
    NUMBERS,
    /** The resellers and customers directly below. */
    CUSTOMERS
}
