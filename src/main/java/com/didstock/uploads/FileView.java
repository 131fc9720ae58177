package com.didstock.uploads;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sees of a file before its rows are checked.
 *
 * @param file that came in
 * @param name for people only
 * @param sheets of a workbook; of a text file, none
 * @param sheet that is looked at; null of a text file
 * @param header the names of the columns; A, B, C if the file has none
 * @param headerLine where they stand; 0 if the file has none
 * @param samples the first rows below, as long as the header
 * @param suggestion what the columns mean, by their names or by what was said last time
 * @param remembered whether it was said last time
 * @param existingStock whether it was checked as existing stock before
 */
public record FileView(
        UUID file,
        String name,
        List<String> sheets,
        @Nullable String sheet,
        List<String> header,
        int headerLine,
        List<List<String>> samples,
        ColumnMapping suggestion,
        boolean remembered,
        boolean existingStock) {

    public FileView {
        sheets = List.copyOf(sheets);
        header = List.copyOf(header);
        samples = List.copyOf(samples);
    }
}
