package com.didstock.uploads;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the rows of a checked file.
 *
 * @param rows in the order of the file; may be fewer than were asked for, or none, although more follow
 * @param next from which entry to read on; null if there are no more
 */
public record UploadRowPage(List<UploadRow> rows, @Nullable Integer next) {

    public UploadRowPage {
        rows = List.copyOf(rows);
    }
}
