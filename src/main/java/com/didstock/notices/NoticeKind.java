package com.didstock.notices;

/** What a notice tells. */
public enum NoticeKind {
    /** The tenant above gave numbers. */
    RECEIVED,
    /** A child took numbers from the pool or from a batch. */
    TAKEN,
    /** Numbers came back from a child. */
    RETURNED,
    /** The tenant above took numbers back. */
    RECALLED,
    /** Numbers ended for everybody: ported out, or ended by the vendor or by law. */
    WITHDRAWN,
    /** The tenant above is another one from now on; the numbers and their price stay. */
    MOVED,
    /** Numbers cost another price. */
    REPRICED,
    /** Numbers are free of charge from the next day on. */
    FREE_ANNOUNCED,
    /** Numbers are charged as before from the next day on. */
    CHARGE_ANNOUNCED,
    /** Numbers stay free of charge, since somebody got them so meanwhile. */
    CHARGE_LAPSED,
    /** An account below stopped using numbers; they stay where they are. */
    USE_ENDED,
    /** Numbers that were held only for somebody further down ended with that. */
    ENDED,
    /** A server of the tenant's own is told nothing any more, since nothing came through for days. */
    WEBHOOK_STOPPED,
    /** Reservations lapse on the next day. */
    RESERVATIONS_ENDING,
    /** Numbers have rested long enough on the next day. */
    AGING_ENDING,
    /** A long import of a file is over. */
    IMPORT_FINISHED,
    /** An import of a file broke off. */
    IMPORT_FAILED,
    /** What was planned for a day was done. */
    PLAN_DONE,
    /** What was planned for a day could not be done. */
    PLAN_FAILED,
    /** Fewer numbers are free than the tenant wants to have. */
    STOCK_LOW,
    /** An account uses numbers from now on. */
    USE_BEGUN,
    /** The tenant or its customer has a new account. */
    ACCOUNT_CREATED,
    /** An account has another ID. */
    ACCOUNT_CHANGED,
    /** An account is gone. */
    ACCOUNT_DELETED,
    /** A file brought numbers in. */
    NUMBERS_LOADED,
    /** Numbers that cost something were free for long. */
    STOCK_IDLE
}
