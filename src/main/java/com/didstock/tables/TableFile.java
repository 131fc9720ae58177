package com.didstock.tables;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A table in a file, read row by row: whatever its format, only the row at hand is in memory (of an XLS file, its texts).
 *
 * <p>Reading throws {@link TableRefusedException} where the file breaks a limit or can't be read.
 */
public sealed interface TableFile extends Closeable permits CsvFile, XlsxFile, XlsFile {

    /**
     * Opens a file; what it is tells its content, never its name.
     *
     * @param sheet of a workbook; null for the first that is not hidden
     * @param knownName whether a text is the name of a column: it helps to find out how a CSV file is separated
     * @throws TableRefusedException if it is no table, or none that can be read
     */
    static TableFile open(Path file, @Nullable String sheet, TableLimits limits, Predicate<String> knownName)
            throws IOException {
        return switch (FileKind.of(file)) {
            case TEXT -> CsvFile.open(file, limits, knownName);
            case ZIP -> XlsxFile.open(file, sheet, limits);
            case OLE -> XlsFile.open(file, sheet, limits);
        };
    }

    /** {@return the names of a workbook's sheets that are not hidden, in its order; of a text file, none} */
    List<String> sheets();

    /** {@return the name of the sheet that is read; null of a text file} */
    @Nullable
    String sheet();

    /** {@return the next row that is not empty; null at the end} */
    @Nullable
    Row next();

    /**
     * A row of the file.
     *
     * @param line where it begins, the file's first line being 1
     * @param cells without white space around them, empty where there is nothing
     * @param faults what is wrong with cells, by their places
     */
    record Row(int line, List<String> cells, Map<Integer, CellFault> faults) {

        public Row {
            cells = List.copyOf(cells);
            faults = Map.copyOf(faults);
        }

        /** {@return the cell at a place; empty if the row is too short} */
        public String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }

    /** Why a spreadsheet has no value for a cell. */
    enum CellFault {
        /** A formula that was never calculated. */
        NOT_CALCULATED,
        /** A formula that went wrong, such as {@code #REF!}. */
        ERROR
    }
}
