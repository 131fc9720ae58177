package com.didstock.uploads;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** A day, or a day and its time, as files write them. */
final class FileTime {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private FileTime() {}

    /**
     * {@return the moment; the beginning of a day that has no time}
     *
     * @throws java.time.DateTimeException if it is neither
     */
    static Instant read(String text, ZoneId zone) {
        var local = text.length() == 10
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace('T', ' '), TIME);
        return local.atZone(zone).toInstant();
    }
}
