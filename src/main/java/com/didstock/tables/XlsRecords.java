package com.didstock.tables;

import com.didstock.tables.TableFile.CellFault;
import com.didstock.tables.TableFile.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;

/** The records of an XLS workbook in their order: first what all sheets share, then sheet by sheet. */
final class XlsRecords {

    private final RecordFactoryInputStream records;
    private final TableLimits limits;
    private final List<BoundSheetRecord> all = new ArrayList<>();
    private final SheetNames<BoundSheetRecord> sheets = new SheetNames<>();
    private final Map<Integer, String> formats = new HashMap<>();
    private final List<Boolean> dateStyles = new ArrayList<>();
    private boolean since1904;
    private @Nullable SSTRecord texts;

    // Charts lie inside of sheets.
    private int depth;
    private @Nullable RowBuilder row;
    private @Nullable FormulaRecord textFollows;

    XlsRecords(RecordFactoryInputStream records, TableLimits limits) {
        this.records = records;
        this.limits = limits;
    }

    List<String> sheets() {
        return sheets.names();
    }

    /**
     * Reads up to the rows of a sheet.
     *
     * @return its name
     */
    String open(@Nullable String asked) {
        for (var record = records.nextRecord(); !(record instanceof EOFRecord); record = records.nextRecord()) {
            if (record == null) {
                throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
            }
            readShared(record);
        }
        all.stream()
                .filter(it -> !it.isHidden() && !it.isVeryHidden())
                .forEach(it -> sheets.add(it.getSheetname(), it));
        var name = sheets.chosen(asked);
        all.sort(Comparator.comparingInt(BoundSheetRecord::getPositionOfBof));
        for (int before = all.indexOf(sheets.get(name)); before > 0; before--) {
            skipSheet();
        }
        return name;
    }

    private void readShared(Record record) {
        switch (record) {
            case BoundSheetRecord sheet -> all.add(sheet);
            case SSTRecord shared -> texts = shared;
            case DateWindow1904Record window -> since1904 = window.getWindowing() == 1;
            case FormatRecord format -> formats.put(format.getIndexCode(), format.getFormatString());
            case ExtendedFormatRecord style ->
                dateStyles.add(XlsxFile.isDate(style.getFormatIndex(), formats.get((int) style.getFormatIndex())));
            default -> {
                // Looks.
            }
        }
    }

    private void skipSheet() {
        int open = 0;
        do {
            var record = records.nextRecord();
            switch (record) {
                case null -> throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
                case BOFRecord _ -> open++;
                case EOFRecord _ -> open--;
                default -> {
                    // Of another sheet.
                }
            }
        } while (open > 0);
    }

    /** {@return the next row that is not empty; null at the end} */
    @Nullable
    Row next() {
        while (depth >= 0) {
            var record = records.nextRecord();
            Row done = null;
            switch (record) {
                case null -> throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
                case BOFRecord _ -> depth++;
                case EOFRecord _ -> {
                    if (--depth == 0) {
                        depth = -1;
                        done = handOver();
                    }
                }
                case StringRecord text
                when depth == 1 && textFollows != null -> {
                    at(textFollows).add(textFollows.getColumn(), text.getString());
                    textFollows = null;
                }
                case CellValueRecordInterface cell
                when depth == 1 -> {
                    if (row != null && row.line() != cell.getRow() + 1) {
                        done = handOver();
                    }
                    read(cell, at(cell));
                }
                default -> {
                    // Widths, heights, pictures.
                }
            }
            if (done != null) {
                return done;
            }
        }
        return null;
    }

    private @Nullable Row handOver() {
        var done = row == null ? null : row.build();
        row = null;
        return done;
    }

    private RowBuilder at(CellValueRecordInterface cell) {
        if (row == null) {
            int line = cell.getRow() + 1;
            if (line > limits.lines() + 1) {
                throw new TableRefusedException(TableRefusal.TOO_MANY_LINES, limits.lines());
            }
            row = new RowBuilder(line, limits);
        }
        return row;
    }

    private void read(CellValueRecordInterface cell, RowBuilder into) {
        int column = cell.getColumn();
        switch (cell) {
            case NumberRecord number -> into.add(column, ofNumber(number.getValue(), number.getXFIndex()));
            case LabelSSTRecord label -> into.add(column, shared(label.getSSTIndex()));
            case LabelRecord label -> into.add(column, label.getValue());
            case BoolErrRecord flag -> {
                if (flag.isError()) {
                    into.fault(column, error(flag.getErrorValue()), CellFault.ERROR);
                } else {
                    into.add(column, flag.getBooleanValue() ? "TRUE" : "FALSE");
                }
            }
            case FormulaRecord formula -> readFormula(formula, into);
            default -> {
                // Blank, but with a look.
            }
        }
    }

    private void readFormula(FormulaRecord formula, RowBuilder into) {
        int column = formula.getColumn();
        if (formula.hasCachedResultString()) {
            textFollows = formula;
            return;
        }
        switch (CellType.forInt(formula.getCachedResultType())) {
            case BOOLEAN -> into.add(column, formula.getCachedBooleanValue() ? "TRUE" : "FALSE");
            case ERROR -> into.fault(column, error((byte) formula.getCachedErrorValue()), CellFault.ERROR);
            case NUMERIC -> into.add(column, ofNumber(formula.getValue(), formula.getXFIndex()));
            case STRING, BLANK, FORMULA, _NONE -> {
                // A formula whose result is nothing.
            }
        }
    }

    private static String error(byte code) {
        return FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#?";
    }

    private String shared(int place) {
        if (texts == null || place < 0 || place >= texts.getNumUniqueStrings()) {
            throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
        }
        return texts.getString(place).getString();
    }

    private String ofNumber(double number, short style) {
        boolean isDate = style >= 0 && style < dateStyles.size() && dateStyles.get(style);
        var date = isDate ? CellText.date(number, since1904) : null;
        return date == null ? CellText.of(number) : date;
    }
}
