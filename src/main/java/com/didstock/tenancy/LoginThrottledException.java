package com.didstock.tenancy;

import java.time.Duration;

/** Too many failed logins of late, for this name or from this address. Nothing was checked. */
public class LoginThrottledException extends RuntimeException {

    private final Duration wait;

    LoginThrottledException(Duration wait) {
        super("login throttled for " + wait);
        this.wait = wait;
    }

    /** {@return how long to wait before the next attempt, at least a second} */
    public Duration waitingTime() {
        return wait;
    }
}
