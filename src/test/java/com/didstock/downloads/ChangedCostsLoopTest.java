package com.didstock.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.downloads.DownloadOrder.What;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.sheets.SheetFormat;
import com.didstock.tables.TableFile;
import com.didstock.tables.TableLimits;
import com.didstock.tables.Workbooks;
import com.didstock.tenancy.TenantTransaction;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.uploads.ImportChoices;
import com.didstock.uploads.UpdateColumn;
import com.didstock.uploads.UploadOptions;
import com.didstock.uploads.UploadProgress;
import com.didstock.uploads.UploadReport;
import com.didstock.uploads.Uploads;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * The loop that operators live by: download, change the costs, upload. The costs change and nothing else does, whatever the
 * numbers are described with; the same file again changes nothing, in whatever order.
 */
@SpringBootTest
class ChangedCostsLoopTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");

    /** Without control characters: XML has none, so that a workbook can't hold them. */
    private static final List<String> HOSTILE = List.of(
            "=1+1",
            "+49 30 1",
            "-2",
            "@SUM(A1)",
            "'apostrophe",
            "''two",
            "'=guarded by hand",
            "\"quoted\", \"twice\"",
            "one \"",
            "a,b;c|d\te",
            "first\nsecond\r\nthird\rfourth",
            "0049",
            "007.50",
            "1e5",
            "2026-01-02",
            "TRUE",
            "NULL",
            "--",
            "_x0041__x000D_",
            "&amp;<b>]]>",
            "sep=;",
            "#N/A",
            "שלום עולם",
            "a\u202Ereversed\u202C",
            "\u200Fmarked",
            "e\u0301 ﬁ ß İ",
            "👩‍👩‍👧 family 🇩🇪",
            "a\u2028b\u0085c",
            "a\u007Fb",
            "=" + "x".repeat(499),
            "'" + "😀".repeat(249),
            "\\N \\n \\",
            "");

    @Autowired
    TenantTransaction transactions;

    @Autowired
    NumberInventory inventory;

    @Autowired
    Uploads uploads;

    @TempDir
    Path folder;

    private TestTree tree;
    private NumberDownloads downloads;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        downloads = new NumberDownloads(transactions, inventory, (_, _) -> Map.of(), 7);
    }

    @ParameterizedTest(name = "{0}, all columns {1}, seed {2}")
    @CsvSource({"CSV, false, 1", "CSV, true, 2", "XLSX, false, 3", "XLSX, true, 4"})
    void onlyTheCostsChange(SheetFormat format, boolean allColumns, long seed) throws IOException {
        var random = new Random(seed);
        stock(random);
        var expected = changed(rows(download(format)), random);
        var choices = new ImportChoices(
                false, allColumns ? EnumSet.allOf(UpdateColumn.class) : Set.of(UpdateColumn.VENDOR_COSTS), false);

        var first = upload(expected, format, choices);

        assertThat(uploads.problems(tree.o.admin(), first.id(), 0, 100))
                .allMatch(problem -> problem.toString().contains("ALREADY_IN_STOCK"));
        assertThat(first.updated()).isEqualTo(HOSTILE.size());
        assertThat(rows(download(SheetFormat.CSV))).containsExactlyElementsOf(rows(file(expected, SheetFormat.CSV)));
        assertThat(rows(download(SheetFormat.XLSX))).containsExactlyElementsOf(rows(download(SheetFormat.CSV)));

        for (var again : List.of(expected, shuffled(expected, random))) {
            var report = upload(again, format, choices);
            assertThat(report.updated()).isZero();
            assertThat(report.unchanged()).isEqualTo(HOSTILE.size());
            assertThat(rows(download(format))).containsExactlyElementsOf(expected);
        }
        Invariants.hold(tree.o.operatorId());
    }

    private void stock(Random random) {
        var numbers = TestTree.freshNumbers(HOSTILE.size());
        int half = numbers.size() / 2;
        tree.load(tree.o, numbers.subList(0, half), Facts.BERLIN.costing("0.00", "0.00725"));
        tree.load(tree.o, numbers.subList(half, numbers.size()), Facts.BERLIN.in(null, "+Nowhere"), false);
        var descriptions = new ArrayList<>(HOSTILE);
        Collections.shuffle(descriptions, random);
        for (var place = 0; place < numbers.size(); place++) {
            var row = inventory.get(tree.o.admin(), numbers.get(place));
            inventory.describe(tree.o.admin(), row.number(), row.version(), descriptions.get(place));
        }
        tree.put(tree.o, tree.wholesale(tree.o), numbers.subList(0, 5));
        tree.give(tree.o, tree.a, numbers.subList(0, 3));
    }

    /** The same rows with both fees other than they were. */
    private static List<List<String>> changed(List<List<String>> rows, Random random) {
        int activation = rows.getFirst().indexOf("Activation fee");
        int periodic = rows.getFirst().indexOf("Periodic fee");
        var changed = new ArrayList<List<String>>();
        changed.add(rows.getFirst());
        for (var row : rows.subList(1, rows.size())) {
            var cells = new ArrayList<>(row);
            cells.set(activation, fee(random));
            cells.set(periodic, fee(random));
            changed.add(List.copyOf(cells));
        }
        return changed;
    }

    /** Between 1.00001 and 1000.99, with its last digit not zero: as a download writes it. */
    private static String fee(Random random) {
        int digits = 2 + random.nextInt(4);
        return BigDecimal.valueOf(random.nextInt(100_000) * 10L + 1 + random.nextInt(9), digits)
                .add(BigDecimal.ONE)
                .toPlainString();
    }

    private static List<List<String>> shuffled(List<List<String>> rows, Random random) {
        var order = new ArrayList<>(IntStream.range(1, rows.size()).boxed().toList());
        Collections.shuffle(order, random);
        var shuffled = new ArrayList<List<String>>();
        shuffled.add(rows.getFirst());
        order.forEach(place -> shuffled.add(rows.get(place)));
        return shuffled;
    }

    // ------------------------------------------------------------------------------------------- files

    private byte[] download(SheetFormat format) throws IOException {
        var order = new DownloadOrder(
                What.Found.all(InventoryFilter.EVERYTHING, DidSort.NUMBER, true), DidColumn.OF_UPLOADS, format, ZONE);
        var out = new ByteArrayOutputStream();
        try (var download = downloads.begin(tree.o.admin(), order)) {
            download.writeTo(out);
        }
        return out.toByteArray();
    }

    /** The cells as they stand in the file, guards and all. */
    private List<List<String>> rows(byte[] bytes) throws IOException {
        var path = Files.write(Files.createTempFile(folder, "numbers", ""), bytes);
        var rows = new ArrayList<List<String>>();
        try (var table = TableFile.open(path, null, TableLimits.usual(1_000), "Number"::equals)) {
            for (var row = table.next(); row != null; row = table.next()) {
                var cells = new ArrayList<>(row.cells());
                while (cells.size() < (rows.isEmpty() ? 0 : rows.getFirst().size())) {
                    cells.add("");
                }
                rows.add(List.copyOf(cells));
            }
        }
        return rows;
    }

    private static byte[] file(List<List<String>> rows, SheetFormat format) throws IOException {
        return switch (format) {
            case XLSX -> Workbooks.xlsx(rows);
            case CSV -> {
                var text = new StringWriter();
                try (var csv = CsvWriter.builder().build(text)) {
                    rows.forEach(csv::writeRecord);
                }
                yield text.toString().getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    private UploadReport upload(List<List<String>> rows, SheetFormat format, ImportChoices choices) throws IOException {
        var staged = uploads.stage(
                tree.o.admin(),
                "numbers." + format.extension(),
                new ByteArrayInputStream(file(rows, format)),
                UploadOptions.ofFile(ZONE),
                UploadProgress.NONE);
        return uploads.importRows(
                tree.o.admin(), staged.id(), choices, UUID.randomUUID().toString(), UploadProgress.NONE);
    }
}
