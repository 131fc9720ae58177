package com.didstock.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much memory a workbook of a million rows takes to read, every number a text of its own as Excel keeps it. */
@Tag("bench")
class LargeWorkbookBenchmark {

    private static final int ROWS = Integer.getInteger("upload.rows", 1_000_000);

    @TempDir
    Path folder;

    @Test
    void aMillionRowsAreReadInLittleMemory() throws IOException {
        var file = folder.resolve("million.xlsx");
        write(file);
        long before = used();
        long most = 0;
        int rows = 0;
        long begun = System.nanoTime();

        try (var table = TableFile.open(file, null, TableLimits.usual(2_000_000), _ -> false)) {
            for (var row = table.next(); row != null; row = table.next()) {
                if (++rows % 100_000 == 0) {
                    most = Math.max(most, used() - before);
                }
            }
        }

        System.out.printf(
                "%,d rows of an XLSX file of %,d MB: read in %d ms, heap grown by %.1f MB at most%n",
                rows,
                Files.size(file) >> 20,
                Duration.ofNanos(System.nanoTime() - begun).toMillis(),
                most / 1048576.0);
        assertThat(rows).isEqualTo(ROWS + 1);
        assertThat(most).isLessThan(64L << 20);
    }

    private static void write(Path file) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file));
                var usual = new ZipInputStream(new ByteArrayInputStream(Workbooks.sheet("")))) {
            for (var part = usual.getNextEntry(); part != null; part = usual.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(part.getName()));
                var out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
                if (part.getName().endsWith("sheet1.xml")) {
                    writeRows(out);
                } else if (part.getName().endsWith("sharedStrings.xml")) {
                    writeTexts(out);
                } else {
                    out.write(new String(usual.readAllBytes(), StandardCharsets.UTF_8));
                }
                out.flush();
                zip.closeEntry();
            }
        }
    }

    private static void writeRows(Writer out) throws IOException {
        out.write("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>Number</v></c></row>");
        for (int i = 0; i < ROWS; i++) {
            out.write("<row r=\"%1$d\"><c r=\"A%1$d\" t=\"s\"><v>%2$d</v></c><c r=\"B%1$d\" t=\"s\"><v>0</v></c>"
                    .formatted(i + 2, i + 1));
            out.write("<c r=\"C%1$d\"><v>1</v></c><c r=\"D%1$d\"><v>2.5</v></c></row>".formatted(i + 2));
        }
        out.write("</sheetData></worksheet>");
    }

    private static void writeTexts(Writer out) throws IOException {
        out.write("<sst><si><t>Carrier numbers</t></si>");
        for (int i = 0; i < ROWS; i++) {
            out.write("<si><t>");
            out.write(Long.toString(18_000_000_000L + i));
            out.write("</t></si>");
        }
        out.write("</sst>");
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
