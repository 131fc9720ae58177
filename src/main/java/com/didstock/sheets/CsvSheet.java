package com.didstock.sheets;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table as CSV. */
final class CsvSheet implements Sheet {

    private static final int BUFFER = 64 * 1024;

    /** Without the mark, Excel takes UTF-8 for something else. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Writer out;
    private final CsvWriter csv;
    private CsvWriter.@Nullable CsvWriterRecord row;

    CsvSheet(OutputStream stream, List<String> header) throws IOException {
        out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), BUFFER);
        out.write(BYTE_ORDER_MARK);
        csv = CsvWriter.builder().build(out);
        for (var name : header) {
            text(name);
        }
        endRow();
    }

    @Override
    public SheetFormat format() {
        return SheetFormat.CSV;
    }

    @Override
    public Sheet text(@Nullable String text) throws IOException {
        return cell(text == null ? null : FormulaGuard.guarded(text));
    }

    @Override
    public Sheet code(String code) throws IOException {
        return cell(code);
    }

    @Override
    public Sheet amount(@Nullable BigDecimal amount) throws IOException {
        return cell(amount == null ? null : amount.toPlainString());
    }

    @Override
    public Sheet count(long count) throws IOException {
        return cell(Long.toString(count));
    }

    private Sheet cell(@Nullable String text) throws IOException {
        try {
            if (row == null) {
                row = csv.writeRecord();
            }
            row.writeField(text);
            return this;
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public void endRow() throws IOException {
        try {
            if (row != null) {
                row.endRecord();
                row = null;
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public void finish() throws IOException {
        csv.flush();
        out.flush();
    }
}
