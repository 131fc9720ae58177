package com.didstock.uploads;

import static com.didstock.uploads.UploadFixture.OPTIONS;
import static com.didstock.uploads.UploadFixture.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.didstock.sheets.SheetFormat;
import com.didstock.tables.TableFile;
import com.didstock.tables.TableFile.Row;
import com.didstock.tables.TableLimits;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.uploads.UploadRefusedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {

    private final UploadFixture at = new UploadFixture();

    @Test
    void nothingIsImportedUntilSomebodySaysSo() {
        var staged = at.stage(at.tree.o.admin(), file(TestTree.freshNumbers(25)));

        assertThat(staged.stage()).isEqualTo(UploadStage.CHECKED);
        assertThat(staged.ready()).isEqualTo(25);
        assertThat(at.count("did_holding")).isZero();
        assertThat(at.count("did")).isZero();
    }

    @Test
    void importedNumbersAreFrozenAndCarryWhatTheFileSays() {
        var staged = at.stage(
                at.tree.o.admin(),
                "number;vendor batch;setup fee;MRC;description;release date;free;country;area;frozen\n"
                        + "+1 (212) 555-0100;carrier NUMBERS;1,50;2.25;=1+1 \"quoted\";2024-05-06 07:08:09;Y;us;Midtown;n\n");
        var imported = at.importAll(at.tree.o.admin(), staged.id());

        var holding = at.holding("12125550100");
        assertThat(imported.imported()).isEqualTo(1);
        assertThat(holding.get("state", String.class)).isEqualTo("FROZEN");
        assertThat(holding.get("activation_cost").toString()).isEqualTo("1.50000");
        assertThat(holding.get("recurring_cost").toString()).isEqualTo("2.25000");
        assertThat(holding.get("description")).isEqualTo("=1+1 \"quoted\"");
        assertThat(holding.get("released_at").toString()).startsWith("2024-05-06T07:08:09");
        assertThat(holding.get("free_of_charge")).isEqualTo(true);
        assertThat(holding.get("country")).isEqualTo("US");
        assertThat(holding.get("area")).isEqualTo("Midtown");
        assertThat(holding.get("number_type")).isEqualTo("GEOGRAPHIC");
        Invariants.hold(at.tree.o.operatorId());
    }

    @Test
    void countryAreaAndTypeComeFromTheNumberWhenTheFileIsSilent() {
        at.importAll(
                at.tree.o.admin(),
                at.stage(at.tree.o.admin(), file(List.of("12125550101"))).id());

        assertThat(at.holding("12125550101").get("country")).isEqualTo("US");
        assertThat(at.holding("12125550101").get("area")).isEqualTo("New York, NY");
    }

    @Test
    void numbersReleasedAtOnceAreFreeExceptThoseTheFileFreezes() {
        var staged = at.stage(
                at.tree.o.admin(),
                UploadFixture.HEADER
                        + ",Frozen\n12125550102,Carrier numbers,1,2,Y\n12125550103,Carrier numbers,1,2,\n");
        at.uploads.importRows(at.tree.o.admin(), staged.id(), true, "key", UploadProgress.NONE);

        assertThat(at.holding("12125550102").get("state", String.class)).isEqualTo("FROZEN");
        assertThat(at.holding("12125550103").get("state", String.class)).isEqualTo("FREE");
    }

    @Test
    void aRangeBecomesItsNumbers() {
        var staged = at.stage(at.tree.o.admin(), file(List.of("18005550100-18005550199")));
        var imported = at.importAll(at.tree.o.admin(), staged.id());

        assertThat(staged.lines()).isEqualTo(1);
        assertThat(imported.imported()).isEqualTo(100);
        assertThat(at.holding("18005550199").get("number_type")).isEqualTo("TOLL_FREE");
    }

    @Test
    void aValueForAllRowsStandsInForAMissingColumnAndAnEmptyCell() {
        var options =
                new UploadOptions("Carrier numbers", new BigDecimal("3"), new BigDecimal("4"), OPTIONS.zone(), null);

        var staged = at.stage(at.tree.o.admin(), "DID,Periodic fee\n12125550104,\n12125550105,5\n", options);
        at.importAll(at.tree.o.admin(), staged.id());

        assertThat(at.holding("12125550104").get("recurring_cost").toString()).isEqualTo("4.00000");
        assertThat(at.holding("12125550105").get("recurring_cost").toString()).isEqualTo("5.00000");
        assertThat(at.holding("12125550105").get("activation_cost").toString()).isEqualTo("3.00000");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSameNumbersInAnyOrderChangeNothing(long seed) {
        var numbers = new ArrayList<>(TestTree.freshNumbers(35));
        at.importAll(
                at.tree.o.admin(), at.stage(at.tree.o.admin(), file(numbers)).id());
        var before = at.stock();

        Collections.shuffle(numbers, new Random(seed));
        var again = at.stage(at.tree.o.admin(), file(numbers));
        var imported = at.importAll(at.tree.o.admin(), again.id());

        assertThat(again.known()).isEqualTo(35);
        assertThat(again.isImportable()).isFalse();
        assertThat(imported.imported()).isZero();
        assertThat(at.stock()).isEqualTo(before);
        Invariants.hold(at.tree.o.operatorId());
    }

    @Test
    void theVerySameFileIsRecognised() {
        var text = file(TestTree.freshNumbers(3));
        var first = at.stage(at.tree.o.admin(), text);
        assertThat(first.sameFileImportedAt()).isNull();
        at.importAll(at.tree.o.admin(), first.id());

        var second = at.stage(at.tree.o.admin(), text);

        assertThat(second.sameFileImportedAt()).isEqualTo(at.tree.clock().instant());
    }

    @Test
    void twoUploadsOfTheSameNumbersAtOnceBringEachInOnce() {
        var numbers = TestTree.freshNumbers(200);
        var one = at.stage(at.tree.o.admin(), file(numbers));
        var other = at.stage(at.tree.o.admin(), file(numbers.reversed()));

        var both = List.of(one, other).stream()
                .map(it -> CompletableFuture.supplyAsync(() -> at.importAll(at.tree.o.admin(), it.id())))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(both.stream().mapToInt(UploadReport::imported).sum()).isEqualTo(200);
        assertThat(both.stream().mapToInt(UploadReport::skipped).sum()).isEqualTo(200);
        assertThat(at.count("did_holding")).isEqualTo(200);
        Invariants.hold(at.tree.o.operatorId());
    }

    @Test
    void whatCameIntoStockMeanwhileIsReportedAndLeftAlone() {
        var numbers = TestTree.freshNumbers(12);
        var staged = at.stage(at.tree.o.admin(), file(numbers));
        at.tree.load(at.tree.b, List.of(numbers.get(11)), TestTree.Facts.BERLIN);

        var imported = at.importAll(at.tree.o.admin(), staged.id());

        assertThat(imported.imported()).isEqualTo(11);
        assertThat(imported.skipped()).isEqualTo(1);
        assertThat(at.uploads.problems(at.tree.o.admin(), staged.id(), 0, 10))
                .extracting(UploadProblem::line, UploadProblem::value, UploadProblem::code)
                .containsExactly(tuple(13, numbers.get(11), ProblemCode.CAME_MEANWHILE));
        assertThat(at.holding(numbers.get(11)).get("tenant_id")).isEqualTo(at.tree.b.id());
    }

    @Test
    void anImportKilledBetweenChunksGoesOnWhereItWas() {
        var staged = at.stage(at.tree.o.admin(), file(TestTree.freshNumbers(45)));
        var chunks = new AtomicInteger();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> at.uploads.importRows(at.tree.o.admin(), staged.id(), true, "key", (_, _) -> {
                    if (chunks.incrementAndGet() == 2) {
                        throw new IllegalStateException("killed");
                    }
                }));
        var stopped = at.uploads.report(at.tree.o.admin(), staged.id());
        var imported = at.uploads.importRows(at.tree.o.admin(), staged.id(), true, "key", UploadProgress.NONE);

        assertThat(stopped.stage()).isEqualTo(UploadStage.IMPORTING);
        assertThat(stopped.imported()).isEqualTo(20);
        assertThat(imported.stage()).isEqualTo(UploadStage.IMPORTED);
        assertThat(imported.imported()).isEqualTo(45);
        assertThat(at.count("did_holding")).isEqualTo(45);
        assertThat(at.count("history")).isEqualTo(45);
        assertThat(at.count("upload_line")).isZero();
        assertThat(at.appliedUploads("key")).isEqualTo(45);
        Invariants.hold(at.tree.o.operatorId());
    }

    @Test
    void importingTwiceBringsInOnce() {
        var staged = at.stage(at.tree.o.admin(), file(TestTree.freshNumbers(5)));

        var once = at.uploads.importRows(at.tree.o.admin(), staged.id(), false, "key", UploadProgress.NONE);
        var twice = at.uploads.importRows(at.tree.o.admin(), staged.id(), true, "key", UploadProgress.NONE);

        assertThat(twice).isEqualTo(once);
        assertThat(at.count("operation")).isEqualTo(1);
    }

    @Test
    void aCancelledUploadIsNotImportedAndLeavesNoLines() {
        var staged = at.stage(at.tree.o.admin(), file(TestTree.freshNumbers(25)));

        var cancelled = at.uploads.cancel(at.tree.o.admin(), staged.id());

        assertThat(cancelled.stage()).isEqualTo(UploadStage.CANCELLED);
        assertThat(at.count("upload_line")).isZero();
        assertThatExceptionOfType(UploadRefusedException.class)
                .isThrownBy(() -> at.importAll(at.tree.o.admin(), staged.id()))
                .extracting(UploadRefusedException::reason)
                .isEqualTo(Reason.CANCELLED);
    }

    @Test
    void aLongUploadIsDiscardedWithinSeconds() {
        var uploads = at.uploads(UploadLimits.USUAL);
        var staged = uploads.stage(
                at.tree.o.admin(),
                "long.csv",
                GeneratedCsv.rows(15_120_000_000L, 60_000),
                OPTIONS,
                UploadProgress.NONE);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> uploads.cancel(at.tree.o.admin(), staged.id()));

        assertThat(at.count("upload_line")).isZero();
    }

    @Test
    void aConnectionThatBreaksLeavesNothingButTheNews() {
        var text = file(TestTree.freshNumbers(25)).getBytes(StandardCharsets.UTF_8);
        var broken = new SequenceInputStream(new ByteArrayInputStream(text), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });

        assertThatExceptionOfType(UploadRefusedException.class)
                .isThrownBy(() -> at.uploads.stage(at.tree.o.admin(), "n.csv", broken, OPTIONS, UploadProgress.NONE))
                .extracting(UploadRefusedException::reason)
                .isEqualTo(Reason.INTERRUPTED);

        assertThat(at.count("upload_line")).isZero();
    }

    @Test
    void anUploadThatNobodyImportsIsDiscardedAfterAWeek() {
        var old = at.stage(at.tree.o.admin(), file(TestTree.freshNumbers(15)));
        at.tree.clock().advance(Duration.ofDays(8));

        at.stage(at.tree.o.admin(), file(TestTree.freshNumbers(1)));

        assertThat(at.uploads.report(at.tree.o.admin(), old.id()).stage()).isEqualTo(UploadStage.CANCELLED);
        assertThat(at.count("upload_line")).isEqualTo(1);
    }

    @Test
    void aVendorBatchDeletedMeanwhileStopsTheImportBeforeItBegins() {
        var staged = at.stage(at.tree.b.admin(), file(TestTree.freshNumbers(1)));
        at.tree
                .transactions()
                .write(
                        at.tree.b.admin(),
                        Right.UPLOAD,
                        context -> context.sql()
                                .execute(
                                        "delete from vendor_batch where operator_id = ? and tenant_id = ?",
                                        at.tree.b.operatorId(),
                                        at.tree.b.id()));

        assertThatExceptionOfType(UploadRefusedException.class)
                .isThrownBy(() -> at.importAll(at.tree.b.admin(), staged.id()))
                .extracting(UploadRefusedException::reason)
                .isEqualTo(Reason.NAMES_GONE);
    }

    @Test
    void othersNeitherSeeNorImportNorCancelAnUpload() {
        var staged = at.stage(at.tree.o.admin(), file(TestTree.freshNumbers(2)));
        var other = at.tree.b.admin();

        assertThatExceptionOfType(NotThereException.class).isThrownBy(() -> at.uploads.report(other, staged.id()));
        assertThatExceptionOfType(NotThereException.class)
                .isThrownBy(() -> at.uploads.problems(other, staged.id(), 0, 10));
        assertThatExceptionOfType(NotThereException.class).isThrownBy(() -> at.importAll(other, staged.id()));
        assertThatExceptionOfType(NotThereException.class).isThrownBy(() -> at.uploads.cancel(other, staged.id()));
        assertThat(at.uploads.list(other, 10)).isEmpty();
        assertThat(at.uploads.list(at.tree.o.admin(), 10)).hasSize(1);
    }

    @Test
    void onlyThoseWhoBuyFromVendorsUpload() {
        var text = file(TestTree.freshNumbers(2));

        assertThat(at.stage(at.tree.b.admin(), text).ready()).isEqualTo(2);
        assertThatExceptionOfType(RightMissingException.class).isThrownBy(() -> at.stage(at.tree.o.viewer(), text));
        assertThatExceptionOfType(RightMissingException.class).isThrownBy(() -> at.stage(at.tree.ca.admin(), text));
        assertThatExceptionOfType(UploadRefusedException.class)
                .isThrownBy(() -> at.stage(at.tree.a.admin(), text))
                .extracting(UploadRefusedException::reason)
                .isEqualTo(Reason.NO_OWN_VENDORS);
    }

    @Test
    void nobodyNamesTheVendorBatchOfAnother() {
        at.tree
                .transactions()
                .write(
                        at.tree.b.admin(),
                        Right.UPLOAD,
                        context -> context.sql()
                                .execute(
                                        "update vendor_batch set name = 'Secret' where operator_id = ? and tenant_id = ?",
                                        at.tree.b.operatorId(),
                                        at.tree.b.id()));

        var staged = at.stage(at.tree.o.admin(), UploadFixture.HEADER + "\n12125550106,Secret,1,2\n");

        assertThat(at.codes(at.tree.o.admin(), staged.id()))
                .containsEntry(2, List.of(ProblemCode.VENDOR_BATCH_UNKNOWN));
    }

    @Test
    void problemsBeyondTheCapAreCountedNotKept() {
        var text = new StringBuilder(UploadFixture.HEADER).append('\n');
        for (int i = 0; i < 70; i++) {
            text.append("nonsense,Carrier numbers,1,2\n");
        }

        var staged = at.stage(at.tree.o.admin(), text.toString());

        assertThat(staged.problems()).isEqualTo(70);
        assertThat(staged.refusedLines()).isEqualTo(70);
        assertThat(at.uploads.problems(at.tree.o.admin(), staged.id(), 0, 1_000))
                .hasSize(50);
    }

    @ParameterizedTest
    @EnumSource
    void theProblemFileHoldsNoFormula(SheetFormat format, @TempDir Path folder) throws IOException {
        var staged = at.stage(at.tree.o.admin(), UploadFixture.HEADER + "\n=HYPERLINK(1),Carrier numbers,1,2\n");
        var out = new ByteArrayOutputStream();

        at.uploads.writeProblems(
                at.tree.o.admin(),
                staged.id(),
                format,
                out,
                List.of("Line", "Column", "Value", "What"),
                it -> "@" + it.code());

        var file = Files.write(folder.resolve("problems"), out.toByteArray());
        try (var table = TableFile.open(file, null, TableLimits.usual(10), "Line"::equals)) {
            assertThat(table.next()).extracting(Row::cells).isEqualTo(List.of("Line", "Column", "Value", "What"));
            assertThat(table.next())
                    .extracting(Row::cells)
                    .isEqualTo(List.of("2", "Number", "'=HYPERLINK(1)", "'@NUMBER_UNREADABLE"));
            assertThat(table.next()).isNull();
        }
    }

    @Test
    void theProblemFileOfAnotherTenantIsNotThere() {
        var staged = at.stage(at.tree.o.admin(), UploadFixture.HEADER + "\nnone,Carrier numbers,1,2\n");

        assertThatExceptionOfType(NotThereException.class)
                .isThrownBy(() -> at.uploads.writeProblems(
                        at.tree.p.admin(),
                        staged.id(),
                        SheetFormat.XLSX,
                        new ByteArrayOutputStream(),
                        List.of("Line", "Column", "Value", "What"),
                        it -> ""));
    }
}
