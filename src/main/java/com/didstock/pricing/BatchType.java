package com.didstock.pricing;

/** Where the numbers of a pricing batch come from. */
public enum BatchType {
    /** From the stock. */
    INVENTORIED,
    /** Ordered from a vendor when they are asked for. */
    ON_DEMAND
}
