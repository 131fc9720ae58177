package com.didstock.shell;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The content security policy. Vaadin's engine evaluates what the server sends it, so evaluation must be allowed, and it
 * sets styles inline; scripts in the page itself run only with the nonce made for that very answer.
 */
final class ContentPolicy {

    /** For everything but the page that starts the portal. */
    static final String FOR_FILES = "default-src 'self'; frame-ancestors 'none'; object-src 'none'; base-uri 'none'";

    private static final SecureRandom RANDOM = new SecureRandom();

    private ContentPolicy() {}

    static String newNonce() {
        var nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        return Base64.getEncoder().encodeToString(nonce);
    }

    static String forPage(String nonce) {
        return "default-src 'self'; "
                + "script-src 'self' 'nonce-" + nonce + "' 'unsafe-eval'; "
                + "style-src 'self' 'unsafe-inline'; "
                + "img-src 'self' data:; "
                + "font-src 'self' data:; "
                + "connect-src 'self'; "
                + "object-src 'none'; "
                + "base-uri 'self'; "
                + "form-action 'self'; "
                + "frame-ancestors 'none'";
    }
}
