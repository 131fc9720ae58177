package com.didstock.tables;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A CSV file: in any usual encoding, separated by comma, semicolon, tab or bar, with any line ends. */
final class CsvFile implements TableFile {

    private static final int LONGEST_HEAD = 64 * 1024;

    private final CloseableIterator<Row> rows;
    private final int linesBefore;
    private final TableLimits limits;
    private int line;

    static CsvFile open(Path file, TableLimits limits, Predicate<String> knownName) throws IOException {
        var content = Files.newInputStream(file);
        try {
            return new CsvFile(new BufferedReader(TextReader.of(content), LONGEST_HEAD), limits, knownName);
        } catch (IOException | RuntimeException failure) {
            content.close();
            throw failure;
        }
    }

    private CsvFile(BufferedReader text, TableLimits limits, Predicate<String> knownName) throws IOException {
        this.limits = limits;
        var head = head(text);
        if (head.isBlank()) {
            throw new TableRefusedException(TableRefusal.EMPTY);
        }
        char separator;
        // Excel's way of naming the separator: a line of its own.
        if (head.length() > 5
                && head.toLowerCase(Locale.ROOT).startsWith("sep=")
                && "\r\n".indexOf(head.charAt(5)) >= 0) {
            separator = head.charAt(4);
            text.readLine();
            linesBefore = 1;
        } else {
            separator = Separators.of(head, knownName);
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
    }

    @Override
    public List<String> sheets() {
        return List.of();
    }

    @Override
    public @Nullable String sheet() {
        return null;
    }

    @Override
    public @Nullable Row next() {
        try {
            while (rows.hasNext()) {
                var row = rows.next();
                if (row.line() > limits.lines() + 1) {
                    throw new TableRefusedException(TableRefusal.TOO_MANY_LINES, limits.lines());
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

    private RuntimeException refusal(CsvParseException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TableRefusedException refused) {
                return refused;
            }
            if (cause instanceof IOException broken) {
                return new UncheckedIOException(broken);
            }
            // The reader's only way to say that a cell does not fit its buffer.
            if (String.valueOf(cause.getMessage()).contains("maximum buffer size")) {
                return new TableRefusedException(TableRefusal.CELL_TOO_LONG, limits.cell(), line);
            }
        }
        return new TableRefusedException(TableRefusal.UNREADABLE, line);
    }

    private static boolean isBlank(Row row) {
        return row.cells().stream().allMatch(String::isEmpty);
    }

    private static String head(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEAD);
        var head = new char[LONGEST_HEAD];
        int length = 0;
        int read;
        while (length < head.length && (read = text.read(head, length, head.length - length)) > 0) {
            length += read;
        }
        text.reset();
        return new String(head, 0, length);
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
                throw new TableRefusedException(TableRefusal.TOO_MANY_COLUMNS, limits.columns(), line);
            }
            if (length > limits.cell()) {
                throw new TableRefusedException(TableRefusal.CELL_TOO_LONG, limits.cell(), line);
            }
            for (int i = offset; i < offset + length; i++) {
                // A NUL is never text; the database could not keep it either.
                if (text[i] == 0) {
                    throw new TableRefusedException(TableRefusal.NOT_TEXT);
                }
            }
            cells.add(CellText.trimmed(CharBuffer.wrap(text, offset, length)));
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
            return new Row(line, cells, Map.of());
        }
    }
}
