package com.didstock.numbering;

/** What a number is in its country's numbering plan. */
public enum NumberType {
    /** Belongs to a place; also where a plan does not tell landline from mobile, as in North America. */
    GEOGRAPHIC,
    MOBILE,
    /** The called party pays. */
    TOLL_FREE,
    /** Caller and called party share the cost. */
    SHARED_COST,
    PREMIUM,
    /** Of the whole country rather than of a place: company, personal, pager and voicemail numbers. */
    NATIONAL,
    VOIP,
    /** The plan, as far as it is known here, does not have the number. */
    UNKNOWN,
    /** Exists only inside one operator's network. */
    INTERNAL
}
