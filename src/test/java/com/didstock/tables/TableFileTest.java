package com.didstock.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.didstock.tables.TableFile.CellFault;
import com.didstock.tables.TableFile.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFileTest {

    private static final List<List<String>> TABLE = List.of(
            List.of("Number", "Fee", "Note"),
            List.of("18005550100", "1.25", "Größe “x” 日本"),
            List.of("18005550101", "", "a;b,c"));

    private static final TableLimits SMALL = new TableLimits(1_000, 20, 500, 200L << 20, 4L << 20);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void aTextFileIsCutWhereItsSeparatorStands(String separator) throws IOException {
        assertThat(cells(read(csv(separator).getBytes(StandardCharsets.UTF_8)))).isEqualTo(TABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void textIsReadInItsEncoding(String charset) throws IOException {
        assertThat(cells(read(csv(",").getBytes(Charset.forName(charset))))).isEqualTo(TABLE);
        // Java puts the mark in front by itself where the encoding alone does not say which byte comes first.
        var mark = charset.equals("UTF-16") ? "" : "\uFEFF";
        assertThat(cells(read((mark + csv(",")).getBytes(Charset.forName(charset)))))
                .isEqualTo(TABLE);
    }

    @Test
    void westernTextIsReadThoughNothingNamesItsEncoding() throws IOException {
        assertThat(cells(read("Größe,1\n".getBytes(StandardCharsets.ISO_8859_1))))
                .containsExactly(List.of("Größe", "1"));
        assertThat(cells(read("“x” €,1\n".getBytes(Charset.forName("windows-1252")))))
                .containsExactly(List.of("“x” €", "1"));
    }

    @Test
    void workbooksOfEitherKindReadAsTheTextFileDoes() throws IOException {
        assertThat(cells(read(Workbooks.xlsx(TABLE)))).isEqualTo(TABLE);
        assertThat(cells(read(Workbooks.xls(TABLE)))).isEqualTo(TABLE);
    }

    @Test
    void spaceAroundACellIsNoPartOfItWhateverItsKind() throws IOException {
        var padded = List.of(List.of("\u00A0 18005550100\u2007", "\u200B1\u202F"));

        for (var file : List.of(
                Workbooks.xlsx(padded),
                Workbooks.xls(padded),
                "\u00A0 18005550100\u2007,\u200B1\u202F".getBytes(StandardCharsets.UTF_8))) {
            assertThat(cells(read(file))).containsExactly(List.of("18005550100", "1"));
        }
    }

    @Test
    void numbersAndDatesOfACellReadAlikeInBothKindsOfWorkbook() throws IOException {
        var moment = LocalDateTime.of(2026, 3, 31, 18, 5, 9);
        var old = Workbooks.bytes(out -> {
            try (var workbook = new HSSFWorkbook()) {
                var style = workbook.createCellStyle();
                style.setDataFormat(workbook.createDataFormat().getFormat("dd.mm.yyyy hh:mm"));
                var row = workbook.createSheet("x").createRow(4);
                row.createCell(0).setCellValue(18005550100.0);
                row.createCell(1).setCellValue(0.1 + 0.2);
                row.createCell(2).setCellValue(123456789012345.0);
                row.createCell(3).setCellValue(moment);
                row.getCell(3).setCellStyle(style);
                row.createCell(4).setCellValue(true);
                row.createCell(5).setCellFormula("\"18\"&\"00\"");
                row.createCell(6).setCellFormula("1/0");
                workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
                workbook.write(out);
            }
        });
        var today = Workbooks.bytes(out -> {
            try (var workbook = new org.dhatim.fastexcel.Workbook(out, "didstock", "1.0")) {
                var sheet = workbook.newWorksheet("x");
                sheet.value(4, 0, 18005550100.0);
                sheet.value(4, 1, 0.1 + 0.2);
                sheet.value(4, 2, 123456789012345.0);
                sheet.value(4, 3, moment);
                sheet.style(4, 3).format("dd.mm.yyyy hh:mm").set();
                sheet.value(4, 4, true);
                sheet.value(4, 5, "1800");
            }
        });
        var expected =
                List.of("18005550100", "0.3", "123456789012345", "2026-03-31 18:05:09", "TRUE", "1800", "#DIV/0!");

        var fromOld = read(old);
        assertThat(cells(fromOld)).containsExactly(expected);
        assertThat(fromOld.getFirst().faults()).isEqualTo(Map.of(6, CellFault.ERROR));
        assertThat(fromOld.getFirst().line()).isEqualTo(5);
        var fromToday = read(today);
        assertThat(cells(fromToday)).containsExactly(expected.subList(0, 6));
        assertThat(fromToday.getFirst().line()).isEqualTo(5);
    }

    @Test
    void whatExcelWritesIsUnderstood() throws IOException {
        var file = Workbooks.parts(Map.of(
                "xl/sharedStrings.xml",
                "<sst><si><t>one</t></si><si><r><t>t</t></r><r><rPr/><t xml:space=\"preserve\">wo </t></r>"
                        + "<rPh><t>spoken</t></rPh></si><si/></sst>",
                "xl/worksheets/sheet1.xml",
                Workbooks.worksheet("""
                        <row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" s="1"><v>46112</v></c>\
                        <c r="E3"><v>1.80055501E10</v></c><c r="F3" t="inlineStr"><is><t>in</t></is></c>\
                        <c r="G3" t="str"><f>A3</f><v>text</v></c><c r="H3"><f>1+1</f><v>2</v></c>\
                        <c r="I3"><f>1+1</f></c><c r="J3" t="e"><f>A9</f><v>#REF!</v></c><c r="K3" t="b"><v>0</v></c></row>
                        <row><c t="s"><v>2</v></c></row><row><c><v>7</v></c><c/><c><v>8</v></c></row>""")));

        var rows = read(file);

        assertThat(cells(rows))
                .containsExactly(
                        List.of(
                                "one",
                                "",
                                "two",
                                "2026-03-31 00:00:00",
                                "18005550100",
                                "in",
                                "text",
                                "2",
                                "",
                                "#REF!",
                                "FALSE"),
                        List.of("7", "", "8"));
        assertThat(rows.getFirst().faults()).isEqualTo(Map.of(8, CellFault.NOT_CALCULATED, 9, CellFault.ERROR));
        assertThat(rows).extracting(Row::line).containsExactly(3, 5);
    }

    /** Blank rows stay blank, cells beside the first column of a merger too, and what is written beneath stays. */
    @Test
    void whatIsMergedDownwardsStandsInEachOfItsRows() throws IOException {
        var file = Workbooks.parts(Map.of("xl/worksheets/sheet1.xml", """
                <x:worksheet xmlns:x="http://x"><x:sheetData>\
                <x:row r="1"><x:c r="A1" t="str"><x:v>Number</x:v></x:c><x:c r="B1" t="str"><x:v>Fees</x:v></x:c></x:row>\
                <x:row r="2"><x:c r="B2" t="str"><x:v>Once</x:v></x:c><x:c r="C2" t="str"><x:v>Monthly</x:v></x:c></x:row>\
                <x:row r="3"><x:c r="A3"><x:v>1</x:v></x:c><x:c r="B3"><x:v>5</x:v></x:c></x:row>\
                <x:row r="4"><x:c r="A4"><x:v>2</x:v></x:c><x:c r="B4"/></x:row>\
                <x:row r="5"><x:c r="A5"/><x:c r="B5"/></x:row>\
                <x:row r="6"><x:c r="A6"><x:v>3</x:v></x:c><x:c r="B6"><x:v>7</x:v></x:c></x:row>\
                <x:row r="8"><x:c r="A8"><x:v>4</x:v></x:c></x:row>\
                <x:row r="9"><x:c r="A9"><x:v>5</x:v></x:c></x:row></x:sheetData>\
                <x:mergeCells count="4"><x:mergeCell ref="A1:A2"/><x:mergeCell ref="B1:C1"/><x:mergeCell ref="B3:C8" />\
                <x:mergeCell ref="XFD1:XFD1048576"/><x:mergeCell ref="nonsense"/></x:mergeCells></x:worksheet>"""));

        assertThat(cells(read(file)))
                .containsExactly(
                        List.of("Number", "Fees"),
                        List.of("Number", "Once", "Monthly"),
                        List.of("1", "5"),
                        List.of("2", "5"),
                        List.of("3", "7"),
                        List.of("4", "5"),
                        List.of("5"));
    }

    @Test
    void aSheetIsChosenByNameAndHiddenOnesAreNotOffered() throws IOException {
        var today = Workbooks.parts(Map.of(
                "xl/workbook.xml",
                """
                <workbook xmlns:r="http://r"><sheets><sheet name="Old" state="hidden" r:id="r2"/>\
                <sheet name="First" r:id="r1"/><sheet name="Second" r:id="r2"/></sheets></workbook>""",
                "xl/worksheets/sheet1.xml",
                Workbooks.worksheet("<row><c><v>1</v></c></row>"),
                "xl/worksheets/sheet2.xml",
                Workbooks.worksheet("<row><c><v>2</v></c></row>")));
        var old = Workbooks.bytes(out -> {
            try (var workbook = new HSSFWorkbook()) {
                workbook.createSheet("Old").createRow(0).createCell(0).setCellValue(3);
                workbook.createSheet("First").createRow(0).createCell(0).setCellValue(1);
                workbook.createSheet("Second").createRow(0).createCell(0).setCellValue(2);
                workbook.setActiveSheet(1);
                workbook.setSheetHidden(0, true);
                workbook.write(out);
            }
        });

        for (var file : List.of(today, old)) {
            try (var table = open(file, null)) {
                assertThat(table.sheets()).containsExactly("First", "Second");
                assertThat(table.sheet()).isEqualTo("First");
                assertThat(all(table)).extracting(row -> row.cell(0)).containsExactly("1");
            }
            try (var table = open(file, "Second")) {
                assertThat(all(table)).extracting(row -> row.cell(0)).containsExactly("2");
            }
            assertThatExceptionOfType(TableRefusedException.class)
                    .isThrownBy(() -> open(file, "Third"))
                    .extracting(TableRefusedException::reason)
                    .isEqualTo(TableRefusal.NO_SUCH_SHEET);
        }
    }

    static Stream<Arguments> refused() throws IOException {
        var old = Workbooks.xls(TABLE);
        var today = Workbooks.xlsx(TABLE);
        return Stream.of(
                Arguments.of(TableRefusal.EMPTY, new byte[0]),
                Arguments.of(TableRefusal.EMPTY, text("\n  \r\n")),
                Arguments.of(TableRefusal.NOT_A_TABLE, text("%PDF-1.7\n")),
                Arguments.of(TableRefusal.NOT_A_TABLE, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}),
                Arguments.of(TableRefusal.NOT_A_TABLE, new byte[] {0x1F, (byte) 0x8B, 8, 0}),
                Arguments.of(TableRefusal.NOT_A_TABLE, Workbooks.zip(Map.of("word/document.xml", "<w/>"))),
                Arguments.of(TableRefusal.NOT_A_TABLE, Workbooks.zip(Map.of("numbers.xlsx", "x"))),
                Arguments.of(TableRefusal.NOT_A_TABLE, ole("WordDocument")),
                Arguments.of(TableRefusal.WEB_PAGE, text("<html><table><tr><td>Number</td></tr></table>")),
                Arguments.of(TableRefusal.WEB_PAGE, text("\uFEFF<?xml version=\"1.0\"?><Workbook/>")),
                Arguments.of(
                        TableRefusal.OPEN_DOCUMENT,
                        Workbooks.zip(Map.of("mimetype", "application/vnd.oasis.opendocument.spreadsheet"))),
                Arguments.of(TableRefusal.BINARY_WORKBOOK, Workbooks.zip(Map.of("xl/workbook.bin", "x"))),
                Arguments.of(TableRefusal.MACROS, Workbooks.parts(Map.of("xl/vbaProject.bin", "x"))),
                Arguments.of(TableRefusal.MACROS, ole("_VBA_PROJECT_CUR")),
                Arguments.of(TableRefusal.ENCRYPTED, ole("EncryptedPackage")),
                Arguments.of(TableRefusal.ENCRYPTED, encryptedXls()),
                Arguments.of(TableRefusal.OLD_WORKBOOK, ole("Book")),
                Arguments.of(TableRefusal.BROKEN_WORKBOOK, Arrays.copyOf(today, today.length / 2)),
                Arguments.of(TableRefusal.BROKEN_WORKBOOK, Arrays.copyOf(old, old.length / 3)),
                Arguments.of(TableRefusal.BROKEN_WORKBOOK, Workbooks.sheet("<row><c><v>1</v></row>")),
                Arguments.of(TableRefusal.BROKEN_WORKBOOK, Workbooks.sheet("<row><c t=\"s\"><v>99</v></c></row>")),
                Arguments.of(TableRefusal.BROKEN_WORKBOOK, Workbooks.sheet("<row r=\"x\"/>")),
                Arguments.of(TableRefusal.BROKEN_WORKBOOK, Workbooks.zip(Map.of("xl/nothing.xml", "<x/>"))),
                Arguments.of(TableRefusal.NOT_TEXT, text("Number,Fee\n1800\0" + "555,1\n")),
                Arguments.of(TableRefusal.UNREADABLE, text("Number,Fee\n\"1\"2,1\n")),
                Arguments.of(TableRefusal.CELL_TOO_LONG, text("Number,Fee\n\"" + "1,2\n".repeat(50_000))),
                Arguments.of(
                        TableRefusal.CELL_TOO_LONG,
                        Workbooks.sheet("<row><c t=\"inlineStr\"><is><t>" + "x".repeat(900) + "</t></is></c></row>")),
                Arguments.of(TableRefusal.TOO_MANY_COLUMNS, text("x,".repeat(30))),
                Arguments.of(TableRefusal.TOO_MANY_COLUMNS, Workbooks.sheet("<row><c r=\"XFD1\"><v>1</v></c></row>")),
                Arguments.of(TableRefusal.TOO_MANY_LINES, text("x,y\n".repeat(1_200))),
                Arguments.of(TableRefusal.TOO_MANY_LINES, Workbooks.sheet("<row r=\"1048576\"><c><v>1</v></c></row>")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNoTableOrAsksTooMuchIsRefusedWithAReason(TableRefusal reason, byte[] file) throws IOException {
        assertThatExceptionOfType(TableRefusedException.class)
                .isThrownBy(() -> read(file))
                .extracting(TableRefusedException::reason)
                .isEqualTo(reason);

        assertThat(leftBehind()).isEmpty();
    }

    static Stream<Arguments> hostile() {
        var entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
        var laughs = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
        return Stream.of(
                hostile("an external entity", sheet(entity + "<worksheet><sheetData><row><c><v>&e;</v></c></row>")),
                hostile("entities in entities", sheet(laughs + "<worksheet><sheetData><row><c><v>&b;</v></c></row>")),
                hostile(
                        "a foreign document type",
                        sheet("<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\"><worksheet/>")),
                hostile(
                        "entities among the shared texts",
                        Workbooks.parts(Map.of(
                                "xl/sharedStrings.xml",
                                laughs + "<sst><si><t>&b;</t></si></sst>",
                                "xl/worksheets/sheet1.xml",
                                Workbooks.worksheet("<row><c t=\"s\"><v>0</v></c></row>")))),
                hostile("rows without end", Workbooks.swollen("<worksheet><sheetData>", "<row/>", 3_000)),
                hostile(
                        "empty cells without end",
                        Workbooks.swollen("<worksheet><sheetData><row>", "<c r=\"XFD1\" s=\"1\"/>", 3_000)),
                hostile("a text without end", Workbooks.swollen("<worksheet><sheetData><row><c><v>", "9", 3_000)),
                hostile("a name without end", Workbooks.swollen("<worksheet><sheetData><row r=\"", "9", 3_000)),
                hostile("a comment without end", Workbooks.swollen("<worksheet><!--", "<<<<", 3_000)),
                hostile("nesting without end", Workbooks.swollen("<worksheet>", "<a>", 3_000)));
    }

    private static Arguments hostile(String what, byte[] file) {
        return Arguments.of(what, file);
    }

    private static byte[] sheet(String xml) {
        return Workbooks.parts(Map.of("xl/worksheets/sheet1.xml", xml));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void aHostileWorkbookIsRefusedSoonAndInLittleMemory(String what, byte[] file) throws IOException {
        var path = Files.write(folder.resolve("hostile"), file);
        System.gc();
        long before = used();
        long begun = cpuTime();

        assertThatExceptionOfType(TableRefusedException.class).isThrownBy(() -> {
            try (var table = TableFile.open(path, null, TableLimits.usual(2_000_000), _ -> false)) {
                all(table);
            }
        });

        assertThat(Duration.ofNanos(cpuTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(used() - before).isLessThan(128L << 20);
        Files.delete(path);
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void anHonestSheetMayRepeatItself() throws IOException {
        var rows = new StringBuilder();
        for (int row = 1; row <= 100_000; row++) {
            rows.append("<row r=\"%1$d\"><c r=\"A%1$d\" t=\"s\"><v>0</v></c><c r=\"B%1$d\"><v>1.25</v></c></row>"
                    .formatted(row));
        }
        var file = Workbooks.parts(Map.of(
                "xl/sharedStrings.xml",
                "<sst><si><t>the same again</t></si></sst>",
                "xl/worksheets/sheet1.xml",
                Workbooks.worksheet(rows.toString())));

        var path = Files.write(folder.resolve("honest"), file);
        try (var table = TableFile.open(path, null, TableLimits.usual(2_000_000), _ -> false)) {
            assertThat(all(table)).hasSize(100_000);
        }
    }

    @Test
    void aWorkbookCutOrScrambledAnywhereIsReadOrRefusedButNeverBreaksTheReader() throws IOException {
        var random = new Random(7);
        for (var whole : List.of(Workbooks.xlsx(TABLE), Workbooks.xls(TABLE))) {
            for (int i = 0; i < 300; i++) {
                var file = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
                for (int changes = random.nextInt(20); changes > 0 && file.length > 0; changes--) {
                    file[random.nextInt(file.length)] = (byte) random.nextInt(256);
                }
                try {
                    read(file);
                } catch (TableRefusedException expected) {
                    assertThat(expected.reason()).isNotNull();
                }
            }
        }
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void anArchiveWithAnEndlessListOfPartsIsNotOpened() throws IOException {
        var path = folder.resolve("list");
        Files.write(path, Workbooks.xlsx(TABLE));
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            // The size of the list, as the end record gives it.
            file.seek(file.length() - 22 + 12);
            file.write(new byte[] {0, 0, 0, 0x0A});
        }

        assertThatExceptionOfType(TableRefusedException.class)
                .isThrownBy(() -> TableFile.open(path, null, SMALL, _ -> false))
                .extracting(TableRefusedException::reason)
                .isEqualTo(TableRefusal.HOSTILE_WORKBOOK);
    }

    @Test
    void anXlsFileMayNotBeLarge() throws IOException {
        var rows = IntStream.range(0, 20_000)
                .mapToObj(i -> List.of("text that is not like any other: " + i * 7919L, "x".repeat(200) + i))
                .toList();

        assertThatExceptionOfType(TableRefusedException.class)
                .isThrownBy(() -> read(Workbooks.xls(rows)))
                .extracting(TableRefusedException::reason)
                .isEqualTo(TableRefusal.XLS_TOO_BIG);
    }

    private static byte[] encryptedXls() {
        Biff8EncryptionKey.setCurrentUserPassword("secret");
        try {
            return Workbooks.xls(TABLE);
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
    }

    private static byte[] ole(String entry) {
        return Workbooks.bytes(out -> {
            try (var container = new POIFSFileSystem()) {
                container.createDocument(new ByteArrayInputStream(new byte[5_000]), entry);
                container.writeFilesystem(out);
            }
        });
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String csv(String separator) {
        var text = new StringBuilder();
        for (var row : TABLE) {
            text.append(String.join(
                            separator,
                            row.stream().map(cell -> '"' + cell + '"').toList()))
                    .append("\r\n");
        }
        return text.toString();
    }

    private TableFile open(byte[] file, @Nullable String sheet) throws IOException {
        var path = Files.write(folder.resolve("table"), file);
        return TableFile.open(path, sheet, SMALL, name -> name.equals("Number"));
    }

    private List<Row> read(byte[] file) throws IOException {
        try (var table = open(file, null)) {
            return all(table);
        }
    }

    private static List<Row> all(TableFile table) {
        var rows = new ArrayList<Row>();
        for (var row = table.next(); row != null; row = table.next()) {
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> cells(List<Row> rows) {
        return rows.stream().map(Row::cells).toList();
    }

    private List<Path> leftBehind() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".texts")).toList();
        }
    }

    // Of this thread: how busy the machine is otherwise does not count.
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
