package com.didstock.tenancy;

/** What a user may do in its own tenant. A clerk may hold some of these and not others. */
public enum Right {
    /** See numbers, batches' names, groups and activity. */
    VIEW,
    /** See costs, revenues and margins of one's own level. */
    SEE_MONEY,
    /** Create and change pricing batches, put numbers into them and take them out. */
    PRICE,
    /** Give numbers to children, recall them, transfer and reserve them. */
    ASSIGN,
    /** Take numbers from the offer of the tenant above. */
    TAKE,
    /** Customers' accounts, and which numbers they use. */
    PROVISION,
    /** Groups and descriptions. */
    LABEL,
    /** Freeze and unfreeze. */
    HOLD,
    /** Release to the pool, return and delete. */
    RELEASE,
    /** Vendors, vendor batches and uploads. */
    UPLOAD,
    /** Which servers of the own tenant are told of its events. */
    CONNECT,
    /** Users, tokens and settings of the own tenant and its children. */
    ADMINISTER
}
