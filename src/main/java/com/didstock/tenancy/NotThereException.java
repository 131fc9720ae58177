package com.didstock.tenancy;

/** What was asked for is not there, or is not the asker's: the two look exactly alike. */
public class NotThereException extends RuntimeException {

    public NotThereException(String what) {
        super(what + " is not there");
    }
}
