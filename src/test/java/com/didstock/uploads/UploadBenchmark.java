package com.didstock.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many rows a second a file comes in: read, checked and staged, then imported. */
@Tag("bench")
class UploadBenchmark {

    private static final int ROWS = Integer.getInteger("upload.rows", 200_000);

    @Test
    void fileToStock() {
        var tree = TestTree.plant();
        var uploads = new Uploads(
                tree.transactions(),
                new UploadStore(),
                new UploadLines(),
                new UploadImports(),
                UploadFixture.keptFiles());
        warmUp(tree, uploads);

        var cpu = databaseCpu(tree);
        var begun = System.nanoTime();
        var staged = uploads.stage(
                tree.o.admin(),
                "numbers.csv",
                GeneratedCsv.rows(12_120_000_000L, ROWS),
                UploadOptions.ofFile(ZoneOffset.UTC),
                UploadProgress.NONE);
        var checked = System.nanoTime();
        var checkedCpu = databaseCpu(tree);
        var imported = uploads.importRows(tree.o.admin(), staged.id(), true, "bench", UploadProgress.NONE);
        var ended = System.nanoTime();
        var endedCpu = databaseCpu(tree);

        System.out.printf(
                "%,d rows: staged at %,d rows/s, imported at %,d rows/s, file to stock at %,d rows/s%n",
                ROWS, rate(begun, checked), rate(checked, ended), rate(begun, ended));
        System.out.printf(
                "processor time of the database: staging %d ms, import %d ms%n",
                checkedCpu.minus(cpu).toMillis(), endedCpu.minus(checkedCpu).toMillis());
        assertThat(imported.imported()).isEqualTo(ROWS);
    }

    private static void warmUp(TestTree tree, Uploads uploads) {
        var staged = uploads.stage(
                tree.o.admin(),
                "warm.csv",
                GeneratedCsv.rows(13_120_000_000L, 20_000),
                UploadOptions.ofFile(ZoneOffset.UTC),
                UploadProgress.NONE);
        uploads.importRows(tree.o.admin(), staged.id(), true, "warm", UploadProgress.NONE);
    }

    private static long rate(long from, long to) {
        return ROWS * Duration.ofSeconds(1).toNanos() / (to - from);
    }

    // On a busy machine the processor time says more than the clock.
    static Duration databaseCpu(TestTree tree) {
        long backend = tree.transactions()
                .read(
                        tree.o.admin(),
                        context -> ((Number) context.sql().fetchValue("select pg_backend_pid()")).longValue());
        return ProcessHandle.of(backend).flatMap(ProcessHandle::parent).stream()
                .flatMap(ProcessHandle::children)
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
