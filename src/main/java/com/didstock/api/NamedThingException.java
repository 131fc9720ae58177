package com.didstock.api;

/** A request names something that is not there, or is somebody else's. */
class NamedThingException extends RuntimeException {

    private final String field;

    /** @param field in which it is named */
    NamedThingException(String field) {
        super("what " + field + " names is not there");
        this.field = field;
    }

    String field() {
        return field;
    }
}
