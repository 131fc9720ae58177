package com.didstock.numbering;

/** A part of a text or of a number's digits that is to be marked: from the first index up to, without, the second. */
public record Mark(int from, int to) {

    public Mark {
        if (from < 0 || from >= to) {
            throw new IllegalArgumentException("nothing to mark from " + from + " to " + to);
        }
    }
}
