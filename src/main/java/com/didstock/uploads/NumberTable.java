package com.didstock.uploads;

import com.didstock.numbering.NumberRange;
import com.didstock.numbering.Reading;
import com.didstock.tables.TableFile;
import com.didstock.tables.TableFile.Row;
import com.didstock.tables.TableLimits;
import com.didstock.uploads.UploadRefusedException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The table of numbers in a file. Its header is the first row that looks like one: titles and notes may stand above it. A
 * file may also begin with its numbers at once; then its columns are called as spreadsheets call them, A, B, C.
 */
final class NumberTable implements Closeable {

    private static final int LOOKED_AT = 25;

    /** So many sheets are read as one table; each has all that {@link TableLimits} allow. */
    private static final int MOST_SHEETS = 8;

    private final Path path;
    private final TableLimits limits;
    private final @Nullable String firstSheet;
    private final List<String> allSheets;
    private final Deque<String> furtherSheets = new ArrayDeque<>();
    private final Deque<Row> ahead = new ArrayDeque<>();
    private final List<String> header;
    private final int headerLine;
    private TableFile file;
    private int lastLine;
    private int linesBefore;

    /**
     * @param sheet of a workbook; null for the first
     * @throws com.didstock.tables.TableRefusedException if the file can't be read as a table
     * @throws UploadRefusedException if it is empty
     */
    static NumberTable open(Path path, @Nullable String sheet, TableLimits limits) throws IOException {
        var file = TableFile.open(path, sheet, limits, FileColumn::isNamed);
        try {
            return new NumberTable(file, path, limits);
        } catch (RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private NumberTable(TableFile file, Path path, TableLimits limits) {
        this.file = file;
        this.path = path;
        this.limits = limits;
        this.firstSheet = file.sheet();
        this.allSheets = file.sheets();
        var first = new ArrayList<Row>();
        while (first.size() < LOOKED_AT) {
            var row = file.next();
            if (row == null) {
                break;
            }
            first.add(row);
        }
        if (first.isEmpty()) {
            throw new UploadRefusedException(Reason.NOTHING_IN_IT);
        }
        int place = header(first);
        if (place < 0) {
            int width = first.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
            header = IntStream.range(0, width).mapToObj(NumberTable::letters).toList();
            headerLine = 0;
        } else {
            header = first.get(place).cells();
            headerLine = first.get(place).line();
        }
        ahead.addAll(first.subList(place + 1, first.size()));
        if (firstSheet != null && headerLine > 0) {
            var next = allSheets.indexOf(firstSheet) + 1;
            furtherSheets.addAll(allSheets.subList(next, Math.min(next + MOST_SHEETS - 1, allSheets.size())));
        }
    }

    /** {@return the names of the columns} */
    List<String> header() {
        return header;
    }

    /** {@return the line of the header; 0 if there is none} */
    int headerLine() {
        return headerLine;
    }

    List<String> sheets() {
        return allSheets;
    }

    @Nullable
    String sheet() {
        return firstSheet;
    }

    /**
     * {@return the next row that is not empty; null at the end} Lines of a further sheet are counted on from those of the
     * sheets before.
     */
    @Nullable
    Row next() {
        var row = ahead.isEmpty() ? file.next() : ahead.poll();
        while (row == null && goOn()) {
            row = file.next();
        }
        if (row == null) {
            return null;
        }
        lastLine = linesBefore + row.line();
        return linesBefore == 0 ? row : new Row(lastLine, row.cells(), row.faults());
    }

    /** A table too long for one sheet goes on in the next, with the same header: so a download of millions is written. */
    private boolean goOn() {
        var next = furtherSheets.poll();
        try {
            return next != null && goOn(next);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean goOn(String next) throws IOException {
        var further = TableFile.open(path, next, limits, FileColumn::isNamed);
        var first = further.next();
        if (first == null || !first.cells().equals(header)) {
            further.close();
            furtherSheets.clear();
            return false;
        }
        file.close();
        file = further;
        linesBefore = lastLine;
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** {@return the place of the header among the rows; -1 if there is none} */
    private static int header(List<Row> rows) {
        int best = -1;
        long most = 0;
        for (int i = 0; i < rows.size(); i++) {
            long names = rows.get(i).cells().stream()
                    .map(FileColumn::named)
                    .filter(column -> column != null)
                    .distinct()
                    .count();
            // A row of the table may by chance have a cell that is a name: "Free", "DID".
            if (names > most && (names > 1 || !hasNumber(rows.get(i)))) {
                most = names;
                best = i;
            }
        }
        return best >= 0 ? best : aboveNumbers(rows);
    }

    // Names that nobody knows: those right above the first number.
    private static int aboveNumbers(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (hasNumber(rows.get(i))) {
                return i - 1;
            }
        }
        return 0;
    }

    private static boolean hasNumber(Row row) {
        return row.cells().stream()
                .anyMatch(cell -> NumberRange.parse(cell, null) instanceof Reading.Parsed(var range)
                        && !range.first().isInternal());
    }

    private static String letters(int place) {
        return place < 26 ? String.valueOf((char) ('A' + place)) : letters(place / 26 - 1) + letters(place % 26);
    }
}
