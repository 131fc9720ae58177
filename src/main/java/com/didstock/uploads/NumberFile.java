package com.didstock.uploads;

import java.io.Closeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of numbers, read row by row: whatever its format, only the row at hand is in memory.
 *
 * <p>Reading throws {@link UploadRefusedException} where the file breaks a limit or can't be read.
 */
interface NumberFile extends Closeable {

    /** {@return the names of the columns, as written in the file} */
    List<String> header();

    /** {@return the next row that is not empty; null at the end} */
    @Nullable
    Row next();

    /**
     * A row of the file.
     *
     * @param line where it begins, the file's first line being 1
     * @param cells in the order of the header; may be shorter or longer than it
     */
    record Row(int line, List<String> cells) {

        /** {@return the cell without surrounding white space; empty if the row is too short} */
        String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }
}
