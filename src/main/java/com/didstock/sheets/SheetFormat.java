package com.didstock.sheets;

import java.util.Locale;

/** What a table is written as. */
public enum SheetFormat {
    /** Commas, UTF-8 with a byte order mark, lines ended by CR LF, cells quoted where they must be (RFC 4180). */
    CSV("text/csv;charset=UTF-8"),
    /** Excel's own, since 2007. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String mediaType;

    SheetFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** {@return the media type to send it as} */
    public String mediaType() {
        return mediaType;
    }

    /** {@return what its files' names end in, without the point} */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }
}
