package com.didstock.api;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * The kinds of problems, with their HTTP status. Each has a title and a sentence under {@code api.problem.*}; a refusal by
 * one of a feature's own rules carries that rule's name and sentence instead.
 */
enum ProblemCode {
    /** The body is no JSON. */
    MALFORMED(HttpStatus.BAD_REQUEST),
    /** The address has signs that no address here has. */
    BAD_ADDRESS(HttpStatus.BAD_REQUEST),
    /** Fields or parameters are wrong; which, is said in {@code errors}. */
    INVALID(HttpStatus.BAD_REQUEST),
    ACCESS_WITHDRAWN(HttpStatus.UNAUTHORIZED),
    RIGHT_MISSING(HttpStatus.FORBIDDEN),
    /** Not there, or not yours: the two look exactly alike. */
    NOT_THERE(HttpStatus.NOT_FOUND),
    NO_SUCH_ADDRESS(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    /** The numbers changed under the operation. */
    STOCK_CHANGED(HttpStatus.CONFLICT),
    /** Somebody else changed it since it was read. */
    CHANGED_MEANWHILE(HttpStatus.CONFLICT),
    PREVIEW_EXPIRED(HttpStatus.CONFLICT),
    TARGET_CHANGED(HttpStatus.CONFLICT),
    PRICE_CHANGED(HttpStatus.CONFLICT),
    LIMIT_NUMBERS(HttpStatus.CONFLICT),
    LIMIT_MONTHLY_COST(HttpStatus.CONFLICT),
    LIMIT_DAILY_COST(HttpStatus.CONFLICT),
    LIMIT_RESERVATIONS(HttpStatus.CONFLICT),
    /** A request under the same key is being worked on. */
    IN_PROGRESS(HttpStatus.CONFLICT),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    /** A rule refuses it. */
    REFUSED(HttpStatus.UNPROCESSABLE_CONTENT),
    /** The key was used for another request. */
    KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),
    /** Only a search with few enough hits can be sorted by this. */
    TOO_MANY_TO_SORT(HttpStatus.UNPROCESSABLE_CONTENT),
    /** A change must say which version it is based on. */
    VERSION_MISSING(HttpStatus.PRECONDITION_REQUIRED),
    UNEXPECTED(HttpStatus.INTERNAL_SERVER_ERROR),
    TOO_HEAVY(HttpStatus.SERVICE_UNAVAILABLE),
    BUSY(HttpStatus.SERVICE_UNAVAILABLE),
    DATABASE_AWAY(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    ProblemCode(HttpStatus status) {
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }

    String titleKey() {
        return "api.problem." + this + ".title";
    }

    String textKey() {
        return "api.problem." + this + ".text";
    }

    /** {@return the type of a problem with this code} */
    static String uri(String code) {
        return "urn:didstock:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
