package com.didstock.sheets;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A table as XLSX. Excel's sheets end somewhere: what does not fit goes on on another one, under the same header.
 *
 * <p>Texts stand in their cells, not in a table of texts shared by all: that one would have to be kept until the end.
 */
final class XlsxSheet implements Sheet {

    private static final String APPLICATION = "didstock";
    private static final String VERSION = "1.0";

    /** So many rows are in memory. */
    private static final int KEPT = 500;

    private static final double COLUMN_WIDTH = 18;

    /** More than this no cell of Excel's can hold. */
    static final int LONGEST = 32_767;

    private final Workbook workbook;
    private final String name;
    private final List<String> header;
    private final int mostRows;
    private Worksheet sheet;
    private int sheets;
    private int row;
    private int column;

    XlsxSheet(OutputStream out, String name, List<String> header) throws IOException {
        this(out, name, header, Worksheet.MAX_ROWS);
    }

    /** @param mostRows on one sheet, the header included */
    XlsxSheet(OutputStream out, String name, List<String> header, int mostRows) throws IOException {
        this.workbook = new Workbook(new Unclosed(out), APPLICATION, VERSION);
        this.workbook.setCompressionLevel(java.util.zip.Deflater.BEST_SPEED);
        this.name = name;
        this.header = List.copyOf(header);
        this.mostRows = mostRows;
        this.sheet = begin();
    }

    private Worksheet begin() throws IOException {
        sheets++;
        row = 0;
        var begun = workbook.newWorksheet(sheets == 1 ? name : name + " " + sheets);
        begun.freezePane(0, 1);
        for (var place = 0; place < header.size(); place++) {
            begun.width(place, COLUMN_WIDTH);
            begun.inlineString(0, place, FormulaGuard.guarded(header.get(place)));
            begun.style(0, place).bold().set();
        }
        row = 1;
        begun.flush();
        return begun;
    }

    @Override
    public SheetFormat format() {
        return SheetFormat.XLSX;
    }

    @Override
    public Sheet text(@Nullable String text) throws IOException {
        if (text != null && !text.isEmpty()) {
            var guarded = FormulaGuard.guarded(text);
            here().inlineString(row, column, guarded.substring(0, Math.min(LONGEST, guarded.length())));
        }
        column++;
        return this;
    }

    @Override
    public Sheet code(String code) throws IOException {
        here().inlineString(row, column, code);
        column++;
        return this;
    }

    @Override
    public Sheet amount(@Nullable BigDecimal amount) throws IOException {
        if (amount != null) {
            here().value(row, column, amount);
        }
        column++;
        return this;
    }

    @Override
    public Sheet count(long count) throws IOException {
        here().value(row, column, count);
        column++;
        return this;
    }

    private Worksheet here() throws IOException {
        if (row == mostRows) {
            sheet.finish();
            sheet = begin();
        }
        return sheet;
    }

    @Override
    public void endRow() throws IOException {
        row++;
        column = 0;
        if (row % KEPT == 0) {
            sheet.flush();
        }
    }

    @Override
    public void finish() throws IOException {
        sheet.finish();
        workbook.finish();
    }
}
