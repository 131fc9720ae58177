package com.didstock.history;

/** What happened to a tenant's hold on a number. */
public enum Change {
    /** The tenant came to hold it. */
    OPENED,
    CHANGED,
    /** The tenant no longer holds it. */
    CLOSED,
    /** The operator looked at which tenants hold it; nothing changed. */
    LOOKED_UP,
    /** Somebody of the operator began to view as the tenant; nothing changed. */
    VIEWED,
    /** Somebody took a file along; nothing changed. */
    DOWNLOADED
}
