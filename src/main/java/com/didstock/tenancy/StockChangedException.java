package com.didstock.tenancy;

/** The numbers changed under the operation; nothing was written. Preview again. */
public class StockChangedException extends RuntimeException {

    public StockChangedException(Throwable cause) {
        super("the numbers changed meanwhile", cause);
    }
}
