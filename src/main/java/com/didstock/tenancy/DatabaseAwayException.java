package com.didstock.tenancy;

/** The database does not answer at the moment. Whatever was being written is not written. */
public class DatabaseAwayException extends RuntimeException {

    DatabaseAwayException(Throwable cause) {
        super("the database does not answer", cause);
    }
}
