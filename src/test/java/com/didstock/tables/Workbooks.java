package com.didstock.tables;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.dhatim.fastexcel.Workbook;

/** Workbooks as programs write them, and as people who mean no good do. */
public final class Workbooks {

    private Workbooks() {}

    /** {@return an XLSX file with one sheet of texts, as a library writes it} */
    public static byte[] xlsx(List<List<String>> rows) {
        return xlsxOf(List.of(rows));
    }

    /** {@return an XLSX file with these sheets of texts: Numbers, Numbers 2, Numbers 3} */
    public static byte[] xlsxOf(List<List<List<String>>> sheets) {
        return bytes(out -> {
            try (var workbook = new Workbook(out, "didstock", "1.0")) {
                for (int i = 0; i < sheets.size(); i++) {
                    var sheet = workbook.newWorksheet(i == 0 ? "Numbers" : "Numbers " + (i + 1));
                    var rows = sheets.get(i);
                    for (int row = 0; row < rows.size(); row++) {
                        for (int column = 0; column < rows.get(row).size(); column++) {
                            var cell = rows.get(row).get(column);
                            if (!cell.isEmpty()) {
                                sheet.value(row, column, cell);
                            }
                        }
                    }
                }
            }
        });
    }

    /** {@return an XLS file with one sheet of texts} */
    public static byte[] xls(List<List<String>> rows) {
        return bytes(out -> {
            try (var workbook = new HSSFWorkbook()) {
                var sheet = workbook.createSheet("Numbers");
                for (int row = 0; row < rows.size(); row++) {
                    var line = sheet.createRow(row);
                    for (int column = 0; column < rows.get(row).size(); column++) {
                        var cell = rows.get(row).get(column);
                        if (!cell.isEmpty()) {
                            line.createCell(column).setCellValue(cell);
                        }
                    }
                }
                workbook.write(out);
            }
        });
    }

    /** {@return an XLSX file with this as the content of its only sheet's {@code sheetData}, and what else belongs to it} */
    public static byte[] sheet(String sheetData) {
        return parts(Map.of("xl/worksheets/sheet1.xml", worksheet(sheetData)));
    }

    static String worksheet(String sheetData) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet><sheetData>" + sheetData
                + "</sheetData></worksheet>";
    }

    /** {@return an XLSX file of these parts beside the usual ones} */
    static byte[] parts(Map<String, String> parts) {
        var all = new LinkedHashMap<String, String>();
        all.put("_rels/.rels", relations("officeDocument", "xl/workbook.xml"));
        all.put("xl/_rels/workbook.xml.rels", """
                <Relationships>
                <Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>
                <Relationship Id="r2" Type="http://x/worksheet" Target="/xl/worksheets/sheet2.xml"/>
                <Relationship Id="r3" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>
                <Relationship Id="r4" Type="http://x/styles" Target="styles.xml"/>
                </Relationships>""");
        all.put("xl/workbook.xml", """
                <workbook xmlns:r="http://r"><sheets><sheet name="First" sheetId="7" r:id="r1"/></sheets></workbook>""");
        all.put("xl/styles.xml", """
                <styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
                <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/></cellXfs></styleSheet>""");
        all.put("xl/sharedStrings.xml", "<sst></sst>");
        all.putAll(parts);
        return zip(all);
    }

    private static String relations(String kind, String target) {
        return "<Relationships><Relationship Id=\"r1\" Type=\"http://x/%s\" Target=\"%s\"/></Relationships>"
                .formatted(kind, target);
    }

    static byte[] zip(Map<String, String> parts) {
        return bytes(out -> {
            try (var zip = new ZipOutputStream(out)) {
                for (var part : parts.entrySet()) {
                    zip.putNextEntry(new ZipEntry(part.getKey()));
                    zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
        });
    }

    /** {@return an XLSX file whose sheet goes on with the same piece for very long} */
    static byte[] swollen(String begin, String piece, int times) {
        var usual = parts(Map.of("xl/worksheets/sheet1.xml", ""));
        return bytes(out -> {
            try (var zip = new ZipOutputStream(out);
                    var from = new ZipInputStream(new ByteArrayInputStream(usual))) {
                for (var entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    if (entry.getName().endsWith("sheet1.xml")) {
                        zip.write(begin.getBytes(StandardCharsets.UTF_8));
                        var block = piece.repeat(Math.max(1, 65_536 / piece.length()))
                                .getBytes(StandardCharsets.UTF_8);
                        for (int i = 0; i < times; i++) {
                            zip.write(block);
                        }
                    } else {
                        from.transferTo(zip);
                    }
                    zip.closeEntry();
                }
            }
        });
    }

    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    public static byte[] bytes(Writing writing) {
        var out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
