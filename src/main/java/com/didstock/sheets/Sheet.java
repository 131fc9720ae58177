package com.didstock.sheets;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table on its way into a file. Cells are written from left to right, row by row; what is written is not kept.
 *
 * <p>A file is whole only after {@link #finish}: one that is not finished, because something went wrong, must not look as
 * if it were.
 */
public interface Sheet {

    /** {@return what kind of file it is} */
    SheetFormat format();

    /** The next cell: a text, shown as it is and never a formula. Null is an empty cell. */
    Sheet text(@Nullable String text) throws IOException;

    /** The next cell: a word of the portal's own, such as a number's digits or a code. Nobody else has a say in it. */
    Sheet code(String code) throws IOException;

    /** The next cell: an amount with a decimal point and all its digits. Null is an empty cell. */
    Sheet amount(@Nullable BigDecimal amount) throws IOException;

    /** The next cell: a count. */
    Sheet count(long count) throws IOException;

    /** Ends the row. */
    void endRow() throws IOException;

    /** Completes the file; does not close the stream. */
    void finish() throws IOException;

    /**
     * Begins a table.
     *
     * @param out not closed here
     * @param name what the table holds; shown on the sheet's tab
     * @param header names of the columns
     */
    static Sheet begin(SheetFormat format, OutputStream out, String name, List<String> header) throws IOException {
        return switch (format) {
            case CSV -> new CsvSheet(out, header);
            case XLSX -> new XlsxSheet(out, name, header);
        };
    }
}
