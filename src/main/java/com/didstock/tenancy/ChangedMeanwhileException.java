package com.didstock.tenancy;

/** Somebody else changed it since it was read; nothing was written. Read it again. */
public class ChangedMeanwhileException extends RuntimeException {

    public ChangedMeanwhileException(String what) {
        super(what + " was changed meanwhile");
    }
}
