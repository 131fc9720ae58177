package com.didstock.bench;

import static com.didstock.bench.GeneratedStock.OPERATOR;
import static com.didstock.bench.GeneratedStock.actor;

import com.didstock.uploads.UploadOptions;
import com.didstock.uploads.UploadProgress;
import com.didstock.uploads.Uploads;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.postgresql.PGConnection;

/** A file of numbers into stock, against a bare COPY of its rows into a table without indexes. */
final class UploadFigures {

    private static final int HEAP_LOOKS = 20;
    private static final double MEGABYTE = 1024 * 1024;
    private static final String HEADER =
            "Number,DID vendor batch,Activation fee,Periodic fee,Description,Released date\n";

    private final Uploads uploads;
    private final BenchmarkPortal portal;
    private final int rows;
    private final Path file;
    private long next = 12_130_000_000L;

    UploadFigures(BenchmarkPortal portal, int rows) throws IOException {
        this.portal = portal;
        this.rows = rows;
        uploads = portal.service(Uploads.class);
        file = Files.createTempFile("upload", ".csv");
        file.toFile().deleteOnExit();
    }

    /** Several short files, one after the other. */
    void measure(Figures figures) throws Exception {
        try (var owner = portal.owner()) {
            create(owner);
            var rounds = new Interleaved().add("copy", () -> copy(owner)).add("upload", () -> {
                write();
                bringIn(stage(UploadProgress.NONE));
            });
            write();
            rounds.run(1, 5);
            print(figures, rounds.millis("copy"), rounds.millis("upload"));
            drop(owner);
        }
    }

    /** One long file, after a short one that warms everything up. */
    void measureLong(Figures figures) throws Exception {
        try (var owner = portal.owner()) {
            create(owner);
            new UploadFigures(portal, rows / 20).warmUp(next + 10L * rows);
            write();
            var copied = millis(() -> copy(owner));
            var upload = new UUID[1];
            var staged = millis(() -> upload[0] = stage(UploadProgress.NONE));
            var imported = millis(() -> bringIn(upload[0]));
            copied = (copied + millis(() -> copy(owner))) / 2;
            print(figures, copied, staged + imported);
            figures.note("  reading and checking, " + perSecond(staged), "", staged);
            figures.note("  import, " + perSecond(imported), "", imported);
            write();
            var heap = new Heap(rows);
            stage(heap);
            figures.add(
                    "heap while a file is read, above what it was",
                    String.format(Locale.ROOT, "%.0f MB", heap.growth() / MEGABYTE),
                    "",
                    "≤ 64 MB",
                    heap.growth() <= 64 * MEGABYTE);
            drop(owner);
        }
    }

    private void warmUp(long first) throws IOException {
        next = first;
        write();
        bringIn(stage(UploadProgress.NONE));
    }

    private void print(Figures figures, double copied, double uploaded) {
        figures.atLeast(
                String.format(Locale.ROOT, "upload %,d rows, %s, against a bare COPY", rows, perSecond(uploaded)),
                copied / uploaded,
                uploaded,
                0.04);
        figures.note("  the bare COPY, " + perSecond(copied), "1x", copied);
    }

    private String perSecond(double millis) {
        return String.format(Locale.ROOT, "%,.0f rows/s", rows / millis * 1_000);
    }

    private static double millis(Interleaved.Work work) throws Exception {
        var begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e6;
    }

    private static void create(Connection owner) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute("""
                    create table benchmark_copy (number text, vendor_batch text, activation numeric(14, 5),
                        recurring numeric(14, 5), description text, released_at timestamptz)
                    """);
        }
    }

    private static void drop(Connection owner) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute("drop table benchmark_copy");
        }
    }

    private void copy(Connection owner) throws Exception {
        try (var content = Files.newInputStream(file)) {
            owner.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy benchmark_copy from stdin (format csv, header)", content);
        }
    }

    private UUID stage(UploadProgress progress) throws IOException {
        try (var content = Files.newInputStream(file)) {
            return uploads.stage(
                            actor(OPERATOR), "numbers.csv", content, UploadOptions.ofFile(ZoneOffset.UTC), progress)
                    .id();
        }
    }

    private void bringIn(UUID upload) {
        var imported = uploads.importRows(
                actor(OPERATOR), upload, true, UUID.randomUUID().toString(), UploadProgress.NONE);
        if (imported.imported() != rows) {
            throw new IllegalStateException("imported " + imported.imported() + " rows");
        }
    }

    /** Numbers not in stock yet. */
    private void write() throws IOException {
        try (var text = Files.newBufferedWriter(file)) {
            text.write(HEADER);
            for (var row = 0; row < rows; row++) {
                text.write(next++ + ",Carrier 1,1.00,2.50,\"line " + row + "\",2024-05-06 07:08:09\n");
            }
        }
    }

    /** Looks at the heap now and then while numbers are staged. */
    private static final class Heap implements UploadProgress {

        private final long every;
        private final long first = used();
        private long most = first;
        private long next;

        Heap(int rows) {
            every = rows / HEAP_LOOKS;
        }

        @Override
        public void at(long done, long staged) {
            if (staged >= next) {
                next = staged + every;
                most = Math.max(most, used());
            }
        }

        private static long used() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        double growth() {
            return most - first;
        }
    }
}
