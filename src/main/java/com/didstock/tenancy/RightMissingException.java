package com.didstock.tenancy;

/** The user is who it says, but may not do this. */
public class RightMissingException extends RuntimeException {

    private final Right right;

    public RightMissingException(Right right) {
        super("the right " + right + " is missing");
        this.right = right;
    }

    public Right right() {
        return right;
    }
}
