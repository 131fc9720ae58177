package com.didstock.tables;

import com.didstock.tables.TableFile.CellFault;
import com.didstock.tables.TableFile.Row;
import com.didstock.tables.WorkbookXml.Event;
import java.io.Closeable;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The rows of one sheet of an XLSX file. */
final class XlsxSheet implements Closeable {

    private static final int MOST_LETTERS = 3;

    /** No row of a spreadsheet has more, be they empty. */
    private static final int MOST_CELLS = 16_384;

    private final WorkbookXml xml;
    private final SharedTexts texts;
    private final BitSet dateStyles;
    private final boolean since1904;
    private final MergedCells merged;
    private final TableLimits limits;
    private final StringBuilder value = new StringBuilder();
    private int line;

    XlsxSheet(
            WorkbookXml xml,
            MergedCells merged,
            SharedTexts texts,
            BitSet dateStyles,
            boolean since1904,
            TableLimits limits) {
        this.xml = xml;
        this.merged = merged;
        this.texts = texts;
        this.dateStyles = dateStyles;
        this.since1904 = since1904;
        this.limits = limits;
    }

    /** {@return the next row that is not empty; null at the end} */
    @Nullable
    Row next() throws IOException {
        for (var event = xml.next(); event != Event.OVER; event = xml.next()) {
            if (event == Event.START && xml.name().equals("row")) {
                line = number(xml.attribute("r"), line + 1);
                if (line > limits.lines() + 1) {
                    throw new TableRefusedException(TableRefusal.TOO_MANY_LINES, limits.lines());
                }
                var row = row();
                if (row != null) {
                    return row;
                }
            }
        }
        return null;
    }

    private @Nullable Row row() throws IOException {
        var row = new RowBuilder(line, limits);
        int column = 0;
        int cells = 0;
        while (true) {
            var event = xml.next();
            if (event == Event.OVER) {
                throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
            }
            if (event == Event.END && xml.name().equals("row")) {
                merged.fill(row);
                return row.build();
            }
            if (event == Event.START && xml.name().equals("c")) {
                if (++cells > MOST_CELLS) {
                    throw new TableRefusedException(TableRefusal.HOSTILE_WORKBOOK);
                }
                column = column(xml.attribute("r"), column);
                cell(row, column++);
            }
        }
    }

    private void cell(RowBuilder row, int column) throws IOException {
        var type = xml.attribute("t");
        int style = number(xml.attribute("s"), 0);
        boolean formula = false;
        boolean inValue = false;
        boolean hasValue = false;
        value.setLength(0);
        for (var event = xml.next(); event != Event.END || !xml.name().equals("c"); event = xml.next()) {
            switch (event) {
                case START -> {
                    formula |= xml.name().equals("f");
                    inValue = xml.name().equals("v") || xml.name().equals("t");
                    hasValue |= inValue;
                }
                case TEXT -> {
                    if (inValue) {
                        xml.appendTo(value, limits.cell());
                    }
                }
                case END -> inValue = false;
                case OVER -> throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
            }
        }
        if (formula && (!hasValue || value.isEmpty() && !"str".equals(type))) {
            row.fault(column, "", CellFault.NOT_CALCULATED);
        } else if ("e".equals(type)) {
            row.fault(column, value.toString(), CellFault.ERROR);
        } else if (hasValue) {
            row.add(column, text(type, style));
        }
    }

    private String text(@Nullable String type, int style) {
        var raw = value.toString();
        return switch (type == null ? "n" : type) {
            case "s" -> {
                var shared = texts.get(number(raw, -1));
                if (shared == null) {
                    throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
                }
                yield shared;
            }
            case "b" -> raw.equals("1") ? "TRUE" : "FALSE";
            case "n" -> ofNumber(raw, style);
            // Texts as they stand, and moments written as ISO 8601 has them.
            default -> raw;
        };
    }

    private String ofNumber(String raw, int style) {
        double number;
        try {
            number = Double.parseDouble(raw);
        } catch (NumberFormatException _) {
            return raw;
        }
        var date = dateStyles.get(style) ? CellText.date(number, since1904) : null;
        return date == null ? CellText.of(number) : date;
    }

    /** {@return the place that a cell's name says, such as 27 for AB3} */
    static int column(@Nullable String name, int otherwise) {
        if (name == null) {
            return otherwise;
        }
        int column = 0;
        int letters = 0;
        while (letters < name.length() && name.charAt(letters) >= 'A' && name.charAt(letters) <= 'Z') {
            column = column * 26 + (name.charAt(letters) - 'A' + 1);
            if (++letters > MOST_LETTERS) {
                throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
            }
        }
        return letters == 0 ? otherwise : column - 1;
    }

    /** {@return a whole number that is not negative} */
    static int number(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return Math.max(0, Integer.parseInt(text.strip()));
        } catch (NumberFormatException _) {
            throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
        }
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
