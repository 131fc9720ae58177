package com.didstock.api;

import org.springframework.http.ContentDisposition;

/** Files that are handed out: their media types, as constants that annotations can name, and their names. */
final class Attachment {

    static final String CSV = "text/csv";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private Attachment() {}

    /** {@return what the header Content-Disposition says of a file of this name} */
    static String named(String fileName) {
        return ContentDisposition.attachment().filename(fileName).build().toString();
    }
}
