package com.didstock.provisioning;

/** As what an account uses a number. Stored under its name. */
public enum NumberRole {
    /** The account's ID is this number. An account has one ID. */
    ID,
    /** An additional number. */
    ALIAS
}
