package com.didstock.tenancy;

/** Name or password is wrong, or the user may not log in; which of these is never said. */
public class LoginRefusedException extends RuntimeException {

    LoginRefusedException() {
        super("login refused");
    }
}
