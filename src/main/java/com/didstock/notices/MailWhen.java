package com.didstock.notices;

/** When a user is mailed a kind of notice. */
public enum MailWhen {
    /** As it happens. */
    AT_ONCE,
    /** With all others of a day, in one mail. */
    DAILY,
    NEVER
}
