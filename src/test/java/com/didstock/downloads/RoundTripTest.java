package com.didstock.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.downloads.DownloadOrder.What;
import com.didstock.groups.DidGroups;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.PageRequest;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.TenantTransaction;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import com.didstock.uploads.UploadOptions;
import com.didstock.uploads.UploadProgress;
import com.didstock.uploads.UploadReport;
import com.didstock.uploads.Uploads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** What was downloaded can be uploaded: into another stock it makes the same numbers, into the same one it changes nothing. */
@SpringBootTest
class RoundTripTest {

    private static final ZoneId ZONE = ZoneId.of("America/St_Johns");

    private static final List<String> SIGNS = List.of(
            "=",
            "+",
            "-",
            "@",
            "'",
            "\"",
            ",",
            ";",
            "\t",
            "\n",
            "\r\n",
            "|",
            "＝",
            "sep=;",
            "#",
            "\\",
            "%",
            "&lt;",
            "<b>",
            "_x0041_",
            " ",
            "\u00A0",
            "\u2003",
            "ß",
            "東",
            "אב",
            "e\u0301",
            "😀",
            "👩‍👩‍👧",
            "SUM(A1)",
            "cmd|' /C calc'!A0",
            "--",
            "NULL",
            "0123",
            "1e5");

    @Autowired
    TenantTransaction transactions;

    @Autowired
    NumberInventory inventory;

    @Autowired
    DidGroups groups;

    @Autowired
    Uploads uploads;

    private TestTree tree;
    private NumberDownloads downloads;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        downloads = new NumberDownloads(transactions, inventory, (_, _) -> Map.of(), 7);
    }

    @ParameterizedTest
    @EnumSource
    void aFileMakesTheSameNumbersInAnotherStock(SheetFormat format) throws IOException {
        var described = stock(new Random(20261123));
        for (var name : List.of("=Gold", "Silber, \"klein\"")) {
            group(tree.o.admin(), name);
            group(tree.p.admin(), name);
        }
        label(described);

        var report = upload(tree.p.admin(), download(tree.o.admin(), format), format);

        assertThat(uploads.problems(tree.p.admin(), report.id(), 0, 100)).isEmpty();
        assertThat(report.imported()).isEqualTo(described.size());
        assertThat(facts(tree.p)).containsExactlyElementsOf(facts(tree.o));
        // And what was made of the file gives the same file again.
        assertThat(download(tree.p.admin(), SheetFormat.CSV)).isEqualTo(download(tree.o.admin(), SheetFormat.CSV));
    }

    @ParameterizedTest
    @EnumSource
    void aFileUploadedAgainChangesNothing(SheetFormat format) throws IOException {
        var numbers = stock(new Random(7));
        tree.put(tree.o, tree.wholesale(tree.o), numbers.subList(0, 5));
        tree.give(tree.o, tree.a, numbers.subList(0, 3));
        var before = download(tree.o.admin(), SheetFormat.CSV);

        var report = upload(tree.o.admin(), download(tree.o.admin(), format), format);

        assertThat(uploads.problems(tree.o.admin(), report.id(), 0, 100))
                .allMatch(problem -> problem.toString().contains("ALREADY_IN_STOCK"));
        assertThat(report.known()).isEqualTo(numbers.size());
        assertThat(report.imported()).isZero();
        assertThat(download(tree.o.admin(), SheetFormat.CSV)).isEqualTo(before);
    }

    /** Forty numbers: free and frozen, of a country, of another or of none, cheap and dear, described as no one should. */
    private List<String> stock(Random random) {
        var numbers = new ArrayList<String>();
        numbers.addAll(tree.load(tree.o, TestTree.freshNumbers(10), Facts.BERLIN.costing("0.00", "0.00725")));
        numbers.addAll(tree.load(tree.o, TestTree.freshNumbers(10), Facts.BERLIN.free(), false));
        numbers.addAll(tree.load(tree.o, TestTree.freshNumbers(10), Facts.BERLIN.in(null, "+Nowhere")));
        numbers.addAll(
                tree.load(tree.o, TestTree.freshNumbers(10), Facts.BERLIN.costing("123456.78901", "99999999.99999")));
        for (var number : numbers) {
            var text = new StringBuilder();
            for (var left = random.nextInt(8); left > 0; left--) {
                text.append(SIGNS.get(random.nextInt(SIGNS.size())));
            }
            var row = inventory.get(tree.o.admin(), number);
            // An upload takes away what can't be seen around a text.
            var seen = text.toString().replaceAll("^[\\s\\h]+|[\\s\\h]+$", "");
            inventory.describe(tree.o.admin(), number, row.version(), seen);
        }
        return numbers;
    }

    private void group(Actor actor, String name) {
        groups.create(actor, name, "");
    }

    private void label(List<String> numbers) {
        var ids = groups.list(tree.o.admin(), "").stream()
                .map(row -> row.group().id())
                .toList();
        for (var place = 0; place < numbers.size(); place += 3) {
            var row = inventory.get(tree.o.admin(), numbers.get(place));
            inventory.label(tree.o.admin(), row.number(), row.version(), ids.get(place % ids.size()));
        }
    }

    private byte[] download(Actor actor, SheetFormat format) throws IOException {
        var order = new DownloadOrder(
                What.Found.all(InventoryFilter.EVERYTHING, DidSort.NUMBER, true), DidColumn.OF_UPLOADS, format, ZONE);
        var out = new ByteArrayOutputStream();
        try (var download = downloads.begin(actor, order)) {
            download.writeTo(out);
        }
        return out.toByteArray();
    }

    private UploadReport upload(Actor actor, byte[] file, SheetFormat format) {
        var staged = uploads.stage(
                actor,
                "numbers." + format.extension(),
                new ByteArrayInputStream(file),
                UploadOptions.ofFile(ZONE),
                UploadProgress.NONE);
        return uploads.importRows(actor, staged.id(), true, UUID.randomUUID().toString(), UploadProgress.NONE);
    }

    /** What a number is to its holder, but for the ids of what it names, and since when. */
    private record Same(
            String number,
            String status,
            String description,
            @Nullable String country,
            @Nullable String area,
            @Nullable String group,
            @Nullable String vendorBatch,
            String money,
            boolean freeOfCharge) {

        static Same of(DidRow row) {
            return new Same(
                    row.number(),
                    row.status().name(),
                    row.description(),
                    row.country(),
                    row.area(),
                    row.group() == null ? null : row.group().name(),
                    row.vendorBatch() == null ? null : row.vendorBatch().name(),
                    row.activationCost() + " " + row.recurringCost() + " " + row.currency(),
                    row.freeOfCharge());
        }
    }

    private List<Same> facts(Member holder) {
        var request = new PageRequest(DidSort.NUMBER, true, null, false, PageRequest.MAX_SIZE);
        return inventory.page(holder.admin(), InventoryFilter.EVERYTHING, request).rows().stream()
                .map(Same::of)
                .toList();
    }
}
