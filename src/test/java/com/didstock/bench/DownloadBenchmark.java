package com.didstock.bench;

import static com.didstock.bench.GeneratedStock.OPERATOR;
import static com.didstock.bench.GeneratedStock.actor;

import com.didstock.downloads.DownloadOrder;
import com.didstock.downloads.DownloadOrder.What;
import com.didstock.downloads.NumberDownloads;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.InventoryFilter;
import com.didstock.sheets.SheetFormat;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An operator's whole inventory as a file, against a bare SELECT of the same rows in the same run; and what it takes of the
 * heap on the way.
 */
@Tag("bench")
class DownloadBenchmark {

    private static final int NUMBERS = Integer.getInteger("benchmark.numbers", 1_000_000);
    private static final double ROWS_A_SECOND = 50_000;
    private static final double MEGABYTE = 1024 * 1024;

    private final Figures figures = new Figures();

    @Test
    void download() throws Exception {
        try (var portal = BenchmarkPortal.start();
                var owner = portal.owner()) {
            GeneratedStock.generate(owner, NUMBERS);
            var downloads = portal.service(NumberDownloads.class);
            var rounds = new Interleaved()
                    .add("select", () -> select(owner))
                    .add("CSV", () -> write(downloads, SheetFormat.CSV, new Nowhere()))
                    .add("XLSX", () -> write(downloads, SheetFormat.XLSX, new Nowhere()));
            rounds.run(Integer.getInteger("benchmark.warm-ups", 1), Integer.getInteger("benchmark.rounds", 3));
            figures.note(
                    "a bare SELECT of all columns, row by row", perSecond(rounds, "select"), rounds.millis("select"));
            rate(rounds, "CSV");
            rate(rounds, "XLSX");
            for (var format : SheetFormat.values()) {
                var watched = new Watched();
                write(downloads, format, watched);
                figures.note(
                        "heap in use after collecting, at the start and at most, " + format,
                        String.format(Locale.ROOT, "%.0f, %.0f MB", watched.first / MEGABYTE, watched.most / MEGABYTE),
                        0);
            }
            figures.print(String.format(
                    Locale.ROOT,
                    "%,d numbers, %d processors, longest heap %.0f MB",
                    NUMBERS,
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.getRuntime().maxMemory() / MEGABYTE));
        }
    }

    private void rate(Interleaved rounds, String format) {
        var rate = NUMBERS / (rounds.millis(format) / 1_000);
        figures.add(
                "download as " + format + ", " + perSecond(rounds, format),
                Figures.times(rounds.ratio(format, "select")),
                Figures.millis(rounds.millis(format)),
                String.format(Locale.ROOT, "≥ %,.0f rows/s", ROWS_A_SECOND),
                rate >= ROWS_A_SECOND);
    }

    private static String perSecond(Interleaved rounds, String what) {
        return String.format(Locale.ROOT, "%,.0f rows/s", NUMBERS / (rounds.millis(what) / 1_000));
    }

    private static void select(Connection owner) throws SQLException {
        owner.setAutoCommit(false);
        try (var statement = owner.createStatement()) {
            statement.setFetchSize(10_000);
            var rows = 0;
            try (var found = statement.executeQuery(
                    "select * from did_holding where operator_id = 1 and tenant_id = 1 order by number")) {
                var columns = found.getMetaData().getColumnCount();
                while (found.next()) {
                    for (var column = 1; column <= columns; column++) {
                        found.getString(column);
                    }
                    rows++;
                }
            }
            if (rows != NUMBERS) {
                throw new IllegalStateException("selected " + rows + " rows");
            }
        } finally {
            owner.rollback();
            owner.setAutoCommit(true);
        }
    }

    private static void write(NumberDownloads downloads, SheetFormat format, OutputStream out) throws Exception {
        var all = What.Found.all(InventoryFilter.EVERYTHING, DidSort.NUMBER, true);
        try (var download =
                downloads.begin(actor(OPERATOR), new DownloadOrder(all, Set.of(), format, ZoneOffset.UTC))) {
            var written = download.writeTo(out);
            if (written != NUMBERS) {
                throw new IllegalStateException("wrote " + written + " rows");
            }
        }
    }

    private static class Nowhere extends OutputStream {

        @Override
        public void write(int b) {
            // Counted by nobody.
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            // Counted by nobody.
        }
    }

    /** Looks at the heap every few megabytes. */
    private static final class Watched extends Nowhere {

        private static final int EVERY = 8 * 1024 * 1024;

        private long first;
        private long most;
        private long next;
        private long written;

        @Override
        public void write(byte[] bytes, int offset, int length) {
            written += length;
            if (written >= next) {
                next = written + EVERY;
                System.gc();
                var used =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                first = first == 0 ? used : first;
                most = Math.max(most, used);
            }
        }
    }
}
