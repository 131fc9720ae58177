package com.didstock.tenancy;

/** A search took longer than a screen may; a narrower one will do. */
public class TooHeavyException extends RuntimeException {

    TooHeavyException(Throwable cause) {
        super("the search is too heavy", cause);
    }
}
