package com.didstock.tables;

import com.didstock.tables.WorkbookXml.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/**
 * A workbook of Excel 2007 and later. Read as it is unpacked: neither a sheet nor the shared texts are ever in memory as a
 * whole, which the usual libraries don't promise of the texts.
 */
final class XlsxFile implements TableFile {

    private final XlsxParts parts;
    private final SheetNames<String> sheets = new SheetNames<>();
    private final String sheet;
    private final SharedTexts texts;
    private final XlsxSheet rows;

    static XlsxFile open(Path file, @Nullable String sheet, TableLimits limits) throws IOException {
        var parts = XlsxParts.open(file, limits);
        try {
            return new XlsxFile(parts, file, sheet, limits);
        } catch (IOException _) {
            parts.close();
            // The file lies on disk and was just opened: what can't be unpacked is damaged.
            throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
        } catch (RuntimeException failure) {
            parts.close();
            throw failure;
        }
    }

    private XlsxFile(XlsxParts parts, Path file, @Nullable String asked, TableLimits limits) throws IOException {
        this.parts = parts;
        var workbook = parts.workbook();
        var relations = parts.relationsOf(workbook);
        boolean since1904 = readWorkbook(workbook, relations.byId());
        this.sheet = sheets.chosen(asked);
        var dates = dateStyles(relations.byKind().get("styles"));
        var folder = file.resolveSibling("").toAbsolutePath();
        this.texts = texts(relations.byKind().get("sharedStrings"), folder, limits);
        try {
            this.rows = new XlsxSheet(
                    parts.part(sheets.get(sheet)), parts.merged(sheets.get(sheet)), texts, dates, since1904, limits);
        } catch (IOException | RuntimeException failure) {
            texts.close();
            throw failure;
        }
    }

    private SharedTexts texts(@Nullable String part, Path folder, TableLimits limits) throws IOException {
        if (part == null) {
            return SharedTexts.none(folder);
        }
        try (var xml = parts.part(part)) {
            return SharedTexts.read(xml, folder, limits.cell());
        }
    }

    /** {@return whether its days are counted from 1904 on} */
    private boolean readWorkbook(String part, Map<String, String> targets) throws IOException {
        boolean since1904 = false;
        try (var xml = parts.part(part)) {
            for (var event = xml.next(); event != Event.OVER; event = xml.next()) {
                if (event != Event.START) {
                    continue;
                }
                if (xml.name().equals("workbookPr")) {
                    var value = xml.attribute("date1904");
                    since1904 = value != null && (value.equals("1") || value.equals("true"));
                } else if (xml.name().equals("sheet")) {
                    var name = xml.attribute("name");
                    // In the namespace of relations; "sheetId" is something else.
                    var target = targets.get(xml.attribute("id"));
                    var state = xml.attribute("state");
                    if (name != null && target != null && (state == null || state.equals("visible"))) {
                        sheets.add(name, target);
                    }
                }
            }
        }
        return since1904;
    }

    /** {@return the styles that show a number as a date} */
    private BitSet dateStyles(@Nullable String part) throws IOException {
        var dates = new BitSet();
        if (part == null) {
            return dates;
        }
        var codes = new HashMap<Integer, String>();
        boolean inCells = false;
        int style = 0;
        try (var xml = parts.part(part)) {
            for (var event = xml.next(); event != Event.OVER; event = xml.next()) {
                switch (event) {
                    case START -> {
                        switch (xml.name()) {
                            case "numFmt" -> {
                                var code = xml.attribute("formatCode");
                                if (code != null && codes.size() < 10_000) {
                                    codes.put(XlsxSheet.number(xml.attribute("numFmtId"), -1), code);
                                }
                            }
                            case "cellXfs" -> inCells = true;
                            case "xf" -> {
                                if (inCells) {
                                    int format = XlsxSheet.number(xml.attribute("numFmtId"), 0);
                                    dates.set(style, isDate(format, codes.get(format)));
                                    style = Math.min(style + 1, 1_000_000);
                                }
                            }
                            default -> {
                                // Colours, borders.
                            }
                        }
                    }
                    case END -> inCells &= !xml.name().equals("cellXfs");
                    case TEXT, OVER -> {
                        // Nothing of interest.
                    }
                }
            }
        }
        return dates;
    }

    /** {@return whether a number of this format is meant as a date} */
    static boolean isDate(int format, @Nullable String code) {
        var known = code == null ? BuiltinFormats.getBuiltinFormat(format) : code;
        return known != null && known.length() <= 255 && DateUtil.isADateFormat(format, known);
    }

    @Override
    public List<String> sheets() {
        return sheets.names();
    }

    @Override
    public String sheet() {
        return sheet;
    }

    @Override
    public @Nullable Row next() {
        try {
            return rows.next();
        } catch (IOException _) {
            throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
        }
    }

    @Override
    public void close() throws IOException {
        try (parts;
                texts) {
            rows.close();
        }
    }
}
