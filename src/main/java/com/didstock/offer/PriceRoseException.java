package com.didstock.offer;

/** The numbers became dearer since the preview; nothing was taken. */
public class PriceRoseException extends RuntimeException {

    PriceRoseException() {
        super("the price rose since the preview");
    }
}
