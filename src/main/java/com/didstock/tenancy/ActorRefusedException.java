package com.didstock.tenancy;

/** The user or its tenant is not, or no longer, allowed in: disabled, suspended or closed. */
public class ActorRefusedException extends RuntimeException {

    ActorRefusedException() {
        super("this user may not act");
    }
}
