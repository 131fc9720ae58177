package com.didstock.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A file of a million numbers into stock, against a bare COPY of its rows in the same run; and what reading it takes of the
 * heap.
 *
 * <p>{@code -Dupload.rows=200000} for a shorter file, {@code -Dbenchmark.numbers=1000000} for a larger stock before it.
 */
@Tag("bench")
class UploadBenchmark {

    private static final int ROWS = Integer.getInteger("upload.rows", 1_000_000);
    private static final int NUMBERS = Integer.getInteger("benchmark.numbers", 100_000);

    @Test
    void fileToStock() throws Exception {
        var figures = new Figures();
        try (var portal = BenchmarkPortal.start();
                var owner = portal.owner()) {
            GeneratedStock.generate(owner, NUMBERS);
            var before = load();
            new UploadFigures(portal, ROWS).measureLong(figures);
            figures.print(String.format(
                    Locale.ROOT,
                    "%,d rows onto %,d numbers, %d processors, load %.1f before and %.1f after",
                    ROWS,
                    NUMBERS,
                    Runtime.getRuntime().availableProcessors(),
                    before,
                    load()));
        }
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
