package com.didstock.uploads;

import static com.didstock.uploads.UploadFixture.HEADER;
import static com.didstock.uploads.UploadFixture.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.didstock.tables.TableRefusedException;
import com.didstock.tables.Workbooks;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.TestTree;
import com.didstock.uploads.UploadRefusedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UploadFilesTest {

    private final UploadFixture at = new UploadFixture();
    private final UploadFiles files = new UploadFiles(at.uploads, at.files, new RememberedColumns());
    private final Actor owner = at.tree.o.admin();

    @Test
    void aFileIsLookedAtBeforeItsRowsAreChecked() {
        var view = look(
                "My list\n\nPrice per month;Rufnummer;NRC;Batch;;Colour\n2,50;18005550100;1;Carrier numbers;;red\n");

        assertThat(view.header()).containsExactly("Price per month", "Rufnummer", "NRC", "Batch", "", "Colour");
        assertThat(view.headerLine()).isEqualTo(3);
        assertThat(view.samples()).containsExactly(List.of("2,50", "18005550100", "1", "Carrier numbers", "", "red"));
        assertThat(view.suggestion().meanings())
                .isEqualTo(Map.of(1, FileColumn.NUMBER, 2, FileColumn.ACTIVATION_FEE, 3, FileColumn.VENDOR_BATCH));
        assertThat(at.uploads.list(owner, 10)).isEmpty();
    }

    /** Two nodes with one database. What the one received, the other has not. */
    @Test
    void whatAnotherNodeKeepsIsNotHereAndCanBeSentToIt() {
        var text = HEADER + TestTree.freshNumbers(1).getFirst() + ",Carrier numbers,1,2\n";
        var other = new UploadFiles(at.uploads, UploadFixture.keptFiles(), new RememberedColumns());
        var view = look(text);

        assertThatExceptionOfType(FileNotKeptException.class).isThrownBy(() -> other.look(owner, view.file(), null));
        assertThatExceptionOfType(FileNotKeptException.class)
                .isThrownBy(() -> other.check(owner, view, view.suggestion(), OPTIONS));
        other.discard(owner, view.file());
        assertThat(files.look(owner, view.file(), null)).isEqualTo(view);

        var sent = other.look(owner, other.receive(owner, "x", stream(text)), null);
        assertThat(sent.header()).isEqualTo(view.header());
        assertThatExceptionOfType(FileNotKeptException.class).isThrownBy(() -> files.look(owner, sent.file(), null));
    }

    @Test
    void aFileMayBeginWithItsNumbers() {
        var view = look("18005550100,Carrier numbers\n18005550101,Carrier numbers\n");

        assertThat(view.headerLine()).isZero();
        assertThat(view.header()).containsExactly("A", "B");
        assertThat(view.samples()).hasSize(2);
    }

    @Test
    void whatTheColumnsMeanIsRememberedForTheSameHeaderAndOnlyForThisTenant() {
        var number = TestTree.freshNumbers(1).getFirst();
        var text = "Tel;Kosten;Anlage;Von\n" + number + ";2;1;Carrier numbers\n";
        var mapping = new ColumnMapping(Map.of(
                0, FileColumn.NUMBER,
                1, FileColumn.PERIODIC_FEE,
                2, FileColumn.ACTIVATION_FEE,
                3, FileColumn.VENDOR_BATCH));

        var checked = check(look(text), mapping, OPTIONS);

        assertThat(checked.ready()).isEqualTo(1);
        var again = look("TEL;kosten;Anlage;Von\n1;2;3;4\n");
        assertThat(again.remembered()).isTrue();
        assertThat(again.suggestion()).isEqualTo(mapping);
        assertThat(look("Von;Tel;Kosten;Anlage\n1;2;3;4\n").remembered()).isFalse();
        var other = new UploadFixture();
        var others = new UploadFiles(other.uploads, other.files, new RememberedColumns());
        var foreign = others.receive(other.tree.o.admin(), "x", stream(text));
        assertThat(others.look(other.tree.o.admin(), foreign, null).remembered())
                .isFalse();
    }

    @Test
    void ofTwoColumnsThatMeanTheSameOneIsChosen() {
        var n = TestTree.freshNumbers(1).getFirst();
        var view = look(HEADER + ",MRC\n" + n + ",Carrier numbers,1,2,3\n");

        var checked = check(
                view,
                new ColumnMapping(Map.of(
                        0, FileColumn.NUMBER,
                        1, FileColumn.VENDOR_BATCH,
                        2, FileColumn.ACTIVATION_FEE,
                        4, FileColumn.PERIODIC_FEE)),
                OPTIONS);
        at.importAll(owner, checked.id());

        assertThat(at.holding(n).get("recurring_cost").toString()).startsWith("3");
        assertThat(checked.unusedColumns()).containsExactly("Periodic fee");
    }

    @Test
    void aColumnThatIsWantedMustBeThereOrHaveAValueForAllRows() {
        var view = look("Number,Vendor batch\n18005550100,Carrier numbers\n");

        assertThatExceptionOfType(UploadRefusedException.class)
                .isThrownBy(() -> files.check(owner, view, view.suggestion(), OPTIONS))
                .extracting(UploadRefusedException::reason)
                .isEqualTo(Reason.COLUMNS_MISSING);
    }

    @Test
    void theFileIsCheckedAgainOnceItsVendorBatchesAreKnown() {
        var n = TestTree.freshNumbers(3);
        var view = look(HEADER + ",DID group\n" + n.get(0) + ",Old name,1,2,Nice\n" + n.get(1) + ",Old name,1,2,\n"
                + n.get(2) + ",Nobody,1,2,\n");
        var first = check(view, view.suggestion(), OPTIONS);
        assertThat(first.refusedLines()).isEqualTo(3);
        assertThat(at.uploads.unknownNames(owner, first.id()))
                .isEqualTo(new UnknownNames(List.of("Old name", "Nobody"), List.of("Nice")));
        assertThat(at.uploads.problemKinds(owner, first.id()))
                .isEqualTo(Map.of(ProblemCode.VENDOR_BATCH_UNKNOWN, 3, ProblemCode.GROUP_UNKNOWN, 1));
        assertThat(at.uploads.problems(owner, first.id(), ProblemCode.VENDOR_BATCH_UNKNOWN, 1, 1))
                .extracting(UploadProblem::line)
                .containsExactly(3);

        var second = done(files.checkAgain(owner, first.id(), Map.of("Old name", "Carrier numbers")));

        assertThat(second.ready()).isEqualTo(1);
        assertThat(at.uploads.report(owner, first.id()).stage()).isEqualTo(UploadStage.CANCELLED);
        assertThat(at.uploads.unknownNames(owner, second.id()).vendorBatches()).containsExactly("Nobody");
    }

    @Test
    void whyAFileWasRefusedWhileItWasReadIsToldWithWhatItNames() {
        var view = look(HEADER + "\n18005550100,Carrier numbers,1,2".repeat(30) + "\n\"18,Carrier numbers,1,2");

        var failed = check(view, view.suggestion(), OPTIONS);

        assertThat(failed.stage()).isEqualTo(UploadStage.FAILED);
        assertThat(failed.failure()).isEqualTo("UNREADABLE");
        assertThat(failed.failureArguments()).containsExactly("32");
        // That it failed is told at once; the lines read so far go right afterwards.
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (at.count("upload_line") > 0 && Instant.now().isBefore(deadline)) {
            Thread.yield();
        }
        assertThat(at.count("upload_line")).isZero();
    }

    @Test
    void aSheetIsChosen() {
        var view = look(Workbooks.xlsx(List.of(List.of("Number", "MRC"), List.of("18005550100", "2"))));

        assertThat(view.sheets()).containsExactly("Numbers");
        assertThatExceptionOfType(TableRefusedException.class)
                .isThrownBy(() -> files.look(owner, view.file(), "Other"));
    }

    /** A header of two lines, and a batch and fees that are said once for the numbers beside them. */
    @Test
    void mergedCellsSayTheirValueForEachOfTheirRows() {
        var n = TestTree.freshNumbers(3);
        var view = look(Workbooks.bytes(out -> {
            try (var workbook = new org.dhatim.fastexcel.Workbook(out, "didstock", "1.0")) {
                var sheet = workbook.newWorksheet("Prices");
                write(sheet, 0, "Number", "Vendor batch", "Fees in EUR", "");
                write(sheet, 1, "", "", "NRC", "MRC");
                write(sheet, 2, n.get(0), "Carrier numbers", "1", "2.50");
                write(sheet, 3, n.get(1), "", "", "");
                write(sheet, 4, n.get(2), "", "", "3");
                sheet.range(0, 0, 1, 0).merge();
                sheet.range(0, 1, 1, 1).merge();
                sheet.range(0, 2, 0, 3).merge();
                sheet.range(2, 1, 4, 1).merge();
                sheet.range(2, 2, 4, 2).merge();
                sheet.range(2, 3, 3, 3).merge();
                sheet.finish();
            }
        }));
        assertThat(view.headerLine()).isEqualTo(2);
        assertThat(view.header()).containsExactly("Number", "Vendor batch", "NRC", "MRC");

        var checked = check(view, view.suggestion(), OPTIONS);

        assertThat(at.uploads.problems(owner, checked.id(), 0, 10)).isEmpty();
        assertThat(checked.ready()).isEqualTo(3);
        assertThat(at.staged(checked.id(), "recurring_cost")).isEqualTo("2.50000, 3.00000");
        assertThat(at.staged(checked.id(), "activation_cost")).isEqualTo("1.00000");
    }

    private static void write(org.dhatim.fastexcel.Worksheet sheet, int row, String... cells) {
        for (int column = 0; column < cells.length; column++) {
            if (!cells[column].isEmpty()) {
                sheet.inlineString(row, column, cells[column]);
            }
        }
    }

    /** So a download of millions is written, and comes back whole; what is another table is left alone. */
    @Test
    void aTableGoesOnInTheSheetsThatHaveTheSameHeader() {
        var n = TestTree.freshNumbers(4);
        var header = List.of("Number", "Vendor batch", "NRC", "MRC");
        var view = look(Workbooks.xlsxOf(List.of(
                List.of(header, row(n.get(0)), row(n.get(1))),
                List.of(header, row(n.get(2)), row("1.8E+10")),
                List.of(List.of("Notes"), List.of("valid from January")),
                List.of(header, row(n.get(3))))));
        assertThat(view.sheets()).hasSize(4);

        var checked = check(view, view.suggestion(), OPTIONS);

        assertThat(checked.ready()).isEqualTo(3);
        // Line 3 of the second sheet, behind three lines of the first.
        assertThat(at.uploads.problems(owner, checked.id(), 0, 10))
                .extracting(UploadProblem::line)
                .containsExactly(6);
        var last = files.look(owner, view.file(), "Numbers 4");
        assertThat(check(last, last.suggestion(), OPTIONS).ready()).isEqualTo(1);
    }

    private static List<String> row(String number) {
        return List.of(number, "Carrier numbers", "1", "2");
    }

    static Stream<String> strangers() {
        return Stream.of("another operator", "a reseller that buys for itself", "a reseller", "a customer");
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void nobodyElseSeesAFileOrWhatWasFoundInIt(String who) {
        var view = look(HEADER + "\n18005550100,Carrier numbers,1,2\n");
        var upload = files.check(owner, view, view.suggestion(), OPTIONS);
        done(upload);
        var stranger = switch (who) {
            case "another operator" -> at.tree.p.admin();
            case "a reseller that buys for itself" -> at.tree.b.admin();
            case "a reseller" -> at.tree.a.admin();
            default -> at.tree.ca.admin();
        };

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> files.look(stranger, view.file(), null))
                .satisfies(UploadFilesTest::isNoOracle);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> files.check(stranger, view, view.suggestion(), OPTIONS))
                .satisfies(UploadFilesTest::isNoOracle);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> files.checkAgain(stranger, upload, Map.of()))
                .satisfies(UploadFilesTest::isNoOracle);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> at.uploads.unknownNames(stranger, upload))
                .satisfies(UploadFilesTest::isNoOracle);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> at.uploads.problemKinds(stranger, upload))
                .satisfies(UploadFilesTest::isNoOracle);
        assertThat(files.viewOf(stranger, upload)).isEmpty();
        files.discard(stranger, view.file());
        assertThat(files.viewOf(owner, upload)).isPresent();
    }

    private static void isNoOracle(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfAny(NotThereException.class, RightMissingException.class, UploadRefusedException.class);
        if (thrown instanceof UploadRefusedException refused) {
            assertThat(refused.reason()).isEqualTo(Reason.NO_OWN_VENDORS);
        }
    }

    @Test
    void whoMayNotUploadLeavesNothingOnDisk() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> files.receive(at.tree.a1.admin(), "x", stream(HEADER)))
                .satisfies(UploadFilesTest::isNoOracle);

        assertThat(at.files.onDisk()).isEmpty();
    }

    @Test
    void aFileThatIsTooLargeIsRefusedAtTheLimitAndLeavesNothingOnDisk() {
        var sent = new long[1];
        var endless = new InputStream() {
            @Override
            public int read() {
                sent[0]++;
                return 'x';
            }
        };

        assertThatExceptionOfType(UploadRefusedException.class)
                .isThrownBy(() -> files.receive(owner, "endless", endless))
                .extracting(UploadRefusedException::reason)
                .isEqualTo(Reason.TOO_BIG);

        assertThat(sent[0]).isLessThan(4_000_000 + 1_000_000);
        assertThat(at.files.onDisk()).isEmpty();
    }

    @Test
    void ofTooManyFilesTheOldestGoesAndAStartClearsAll() {
        var first = look(HEADER + "\n1,2,3,4");
        for (int i = 0; i < 4; i++) {
            look(HEADER + "\n1,2,3,4");
        }

        assertThatExceptionOfType(NotThereException.class).isThrownBy(() -> files.look(owner, first.file(), null));
        assertThat(at.files.onDisk()).hasSize(4);
        at.files.clear();
        assertThat(at.files.onDisk()).isEmpty();
    }

    @Test
    void aCancelledUploadLeavesNothingOnDisk() {
        var view = look(HEADER + "\n" + TestTree.freshNumbers(1).getFirst() + ",Carrier numbers,1,2\n");
        var upload = check(view, view.suggestion(), OPTIONS).id();
        assertThat(at.files.onDisk()).hasSize(1);

        assertThatExceptionOfType(NotThereException.class).isThrownBy(() -> files.cancel(at.tree.p.admin(), upload));
        assertThat(at.files.onDisk()).hasSize(1);

        files.cancel(owner, upload);

        assertThat(at.files.onDisk()).isEmpty();
        assertThat(at.uploads.report(owner, upload).stage()).isEqualTo(UploadStage.CANCELLED);
        assertThatExceptionOfType(NotThereException.class).isThrownBy(() -> files.look(owner, view.file(), null));
    }

    private FileView look(String text) {
        return look(text.getBytes(StandardCharsets.UTF_8));
    }

    private FileView look(byte[] bytes) {
        var file = files.receive(owner, "numbers", new ByteArrayInputStream(bytes));
        return files.look(owner, file, null);
    }

    private UploadReport check(FileView view, ColumnMapping mapping, UploadOptions options) {
        return done(files.check(owner, view, mapping, options));
    }

    private UploadReport done(UUID upload) {
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        var report = at.uploads.report(owner, upload);
        while (report.stage() == UploadStage.STAGING && Instant.now().isBefore(deadline)) {
            Thread.yield();
            report = at.uploads.report(owner, upload);
        }
        return report;
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
