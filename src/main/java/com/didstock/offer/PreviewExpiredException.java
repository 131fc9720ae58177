package com.didstock.offer;

/** The kept preview is older than an hour; nothing was taken. */
public class PreviewExpiredException extends RuntimeException {

    PreviewExpiredException() {
        super("the preview has expired");
    }
}
