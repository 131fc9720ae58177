package com.didstock.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SheetsTest {

    private static final String TRIGGERS = "=+-@\t\r\n\0＝＋－＠";

    /** A task for a table. */
    private interface Writing {
        void to(Sheet sheet) throws IOException;
    }

    @Provide
    Arbitrary<String> hostile() {
        var signs = Arbitraries.of("=", "+", "-", "@", "\t", "\r", "\n", "'", "\"", ",", ";", "＝", " ", "x", "ß", "😀");
        return signs.list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Property
    void noTextOfAFileBeginsAsAFormulaDoesAndEveryOneComesBackAsItWas(@ForAll("hostile") String text) {
        var guarded = FormulaGuard.guarded(text);

        assertThat(guarded).matches(it -> it.isEmpty() || TRIGGERS.indexOf(it.charAt(0)) < 0);
        assertThat(FormulaGuard.unguarded(guarded)).isEqualTo(text);
    }

    @Property(tries = 200)
    void noCellOfASheetIsAFormula(@ForAll("hostile") String text) {
        var xml = parts(xlsx(sheet -> {
                    sheet.text(text).count(1);
                    sheet.endRow();
                }))
                .get("xl/worksheets/sheet1.xml");

        assertThat(xml).doesNotContain("<f>", "<f ");
        assertThat(xml).contains("<v>1</v>");
    }

    @Example
    void csvIsUtf8WithItsMarkQuotedWhereItMustBe() {
        var csv = csv(sheet -> {
            sheet.text("Zürich, \"West\"").amount(new BigDecimal("0.00725")).count(12);
            sheet.endRow();
            sheet.text(null).amount(null).count(-3);
            sheet.endRow();
            sheet.text("=1+1").amount(new BigDecimal("1E+3")).count(0);
            sheet.endRow();
        });

        assertThat(csv).isEqualTo("""
                \uFEFFText,Amount,Count\r
                "Zürich, ""West\""",0.00725,12\r
                ,,-3\r
                '=1+1,1000,0\r
                """);
    }

    @Example
    void amountsOfASheetAreNumbersWithAllTheirDigitsAndDigitsAreText() {
        var xml = parts(xlsx(sheet -> {
                    sheet.text("18005550100").amount(new BigDecimal("0.00725")).count(7);
                    sheet.endRow();
                }))
                .get("xl/worksheets/sheet1.xml");

        assertThat(xml).contains("t=\"inlineStr\"><is><t>18005550100</t></is>");
        assertThat(xml).contains("<v>0.00725</v>").contains("<v>7</v>");
        assertThat(xml).contains("<pane ");
    }

    @Example
    void whatDoesNotFitOnASheetGoesOnOnTheNextUnderTheSameHeader() throws IOException {
        var out = new ByteArrayOutputStream();
        var sheet = new XlsxSheet(out, "Numbers", List.of("Number"), 1_001);
        for (var row = 1; row <= 2_500; row++) {
            sheet.text("n" + row);
            sheet.endRow();
        }
        sheet.finish();

        var parts = parts(out.toByteArray());
        assertThat(texts(parts, 1)).hasSize(1_001).startsWith("Number", "n1").endsWith("n1000");
        assertThat(texts(parts, 2)).hasSize(1_001).startsWith("Number", "n1001").endsWith("n2000");
        assertThat(texts(parts, 3)).hasSize(501).startsWith("Number", "n2001").endsWith("n2500");
        assertThat(parts.get("xl/workbook.xml")).contains("\"Numbers\"", "\"Numbers 2\"", "\"Numbers 3\"");
    }

    @Example
    void aTextLongerThanACellIsCutNotRefused() {
        var parts = parts(xlsx(sheet -> {
            sheet.text("x".repeat(40_000)).count(1);
            sheet.endRow();
        }));

        assertThat(texts(parts, 1)).contains("x".repeat(32_767));
    }

    private static List<String> texts(Map<String, String> parts, int sheet) {
        return Pattern.compile("<t[^>]*>([^<]*)</t>")
                .matcher(parts.getOrDefault("xl/worksheets/sheet" + sheet + ".xml", ""))
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    private static String csv(Writing writing) {
        return new String(written(SheetFormat.CSV, writing), StandardCharsets.UTF_8);
    }

    private static byte[] xlsx(Writing writing) {
        return written(SheetFormat.XLSX, writing);
    }

    private static byte[] written(SheetFormat format, Writing writing) {
        var out = new ByteArrayOutputStream();
        try {
            var sheet = Sheet.begin(format, out, "Numbers", List.of("Text", "Amount", "Count"));
            writing.to(sheet);
            sheet.finish();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    private static Map<String, String> parts(byte[] workbook) {
        var parts = new LinkedHashMap<String, String>();
        try {
            var file = Files.write(Files.createTempFile("sheet", ".xlsx"), workbook);
            try (var zip = new ZipFile(file.toFile())) {
                for (var entry : Collections.list(zip.entries())) {
                    parts.put(
                            entry.getName(),
                            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return parts;
    }
}
