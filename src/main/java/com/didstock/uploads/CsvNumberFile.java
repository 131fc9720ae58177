package com.didstock.uploads;

import com.didstock.uploads.UploadRefusedException.Reason;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file: UTF-8 or Western European, separated by comma, semicolon, tab or bar, with any line ends. The first line
 * that is not empty is the header.
 */
final class CsvNumberFile implements NumberFile {

    private static final String SEPARATORS = ",;\t|";
    private static final int LONGEST_HEADER = 64 * 1024;

    private final CloseableIterator<Row> rows;
    private final int linesBefore;
    private final UploadLimits limits;
    private final List<String> header;
    private int line;

    /**
     * @throws UploadRefusedException if this is no CSV file, is empty, or has no header
     */
    static CsvNumberFile open(InputStream content, UploadLimits limits) throws IOException {
        return new CsvNumberFile(new BufferedReader(new TextReader(content), LONGEST_HEADER), limits);
    }

    private CsvNumberFile(BufferedReader text, UploadLimits limits) throws IOException {
        this.limits = limits;
        var first = firstLine(text);
        char separator;
        // Excel's way of naming the separator: a line of its own.
        if (first.toLowerCase(Locale.ROOT).startsWith("sep=") && first.length() == 5) {
            separator = first.charAt(4);
            text.readLine();
            linesBefore = 1;
        } else {
            separator = separatorOf(first);
            linesBefore = 0;
        }
        this.rows = CsvReader.builder()
                .fieldSeparator(separator)
                .allowUnclosedQuote(false)
                // Judged row by row, so that one short line does not refuse the file.
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(Math.max(16 * 1024, 4 * limits.cell()))
                .build(new RowHandler(), text)
                .iterator();
        var row = next();
        if (row == null) {
            throw new UploadRefusedException(Reason.EMPTY);
        }
        this.header = row.cells();
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public @Nullable Row next() {
        try {
            while (rows.hasNext()) {
                var row = rows.next();
                if (row.line() > limits.lines() + 1) {
                    throw new UploadRefusedException(Reason.TOO_MANY_LINES, limits.lines());
                }
                if (!isBlank(row)) {
                    return row;
                }
            }
            return null;
        } catch (CsvParseException e) {
            throw refusal(e);
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private UploadRefusedException refusal(CsvParseException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UploadRefusedException refused) {
                return refused;
            }
            if (cause instanceof IOException || cause instanceof UncheckedIOException) {
                return new UploadRefusedException(Reason.INTERRUPTED);
            }
            // The reader's only way to say that a cell does not fit its buffer.
            if (String.valueOf(cause.getMessage()).contains("maximum buffer size")) {
                return new UploadRefusedException(Reason.CELL_TOO_LONG, limits.cell(), line);
            }
        }
        return new UploadRefusedException(Reason.UNREADABLE, line);
    }

    private static boolean isBlank(Row row) {
        for (var cell : row.cells()) {
            if (!cell.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static String firstLine(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        var head = new char[LONGEST_HEADER];
        int length = 0;
        int read;
        while (length < head.length && (read = text.read(head, length, head.length - length)) > 0) {
            length += read;
            if (new String(head, 0, length).stripLeading().lines().count() > 1) {
                break;
            }
        }
        text.reset();
        return new String(head, 0, length)
                .stripLeading()
                .lines()
                .findFirst()
                .orElseThrow(() -> new UploadRefusedException(Reason.EMPTY));
    }

    private static char separatorOf(String firstLine) {
        char best = ',';
        long most = -1;
        for (char candidate : SEPARATORS.toCharArray()) {
            long known = 0;
            for (var name : firstLine.split(Pattern.quote(String.valueOf(candidate)), -1)) {
                known += FileColumn.named(name) == null ? 0 : 1;
            }
            if (known > most) {
                most = known;
                best = candidate;
            }
        }
        return best;
    }

    /** Collects the cells of a row, and stops where a row asks too much. */
    private final class RowHandler extends CsvCallbackHandler<Row> {

        private List<String> cells = List.of();
        private RecordType type = RecordType.EMPTY;

        @Override
        protected RecordType getRecordType() {
            return type;
        }

        @Override
        protected int getFieldCount() {
            return cells.size();
        }

        @Override
        protected void beginRecord(long startingLine) {
            line = (int) Math.min(Integer.MAX_VALUE, startingLine + linesBefore);
            cells = new ArrayList<>();
            type = RecordType.DATA;
        }

        @Override
        protected void addField(char[] text, int offset, int length, boolean quoted) {
            if (cells.size() == limits.columns()) {
                throw new UploadRefusedException(Reason.TOO_MANY_COLUMNS, limits.columns(), line);
            }
            if (length > limits.cell()) {
                throw new UploadRefusedException(Reason.CELL_TOO_LONG, limits.cell(), line);
            }
            int from = offset;
            int to = offset + length;
            while (from < to && isSpace(text[from])) {
                from++;
            }
            while (from < to && isSpace(text[to - 1])) {
                to--;
            }
            cells.add(from == to ? "" : new String(text, from, to - from));
        }

        @Override
        protected void setComment(char[] text, int offset, int length) {
            type = RecordType.COMMENT;
        }

        @Override
        protected void setEmpty() {
            type = RecordType.EMPTY;
        }

        @Override
        protected Row buildRecord() {
            return new Row(line, cells);
        }

        private static boolean isSpace(char c) {
            return c <= ' ' || c == '\u00A0' || c == '\uFEFF';
        }
    }
}
