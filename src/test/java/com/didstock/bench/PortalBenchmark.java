package com.didstock.bench;

import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The figures of the portal on a large stock; see {@code docs/benchmarks.md}. Reading comes first, since what follows
 * changes the stock.
 *
 * <p>{@code -Dbenchmark.numbers=10000000} for ten million numbers instead of one.
 */
@Tag("bench")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PortalBenchmark {

    private static final int NUMBERS = Integer.getInteger("benchmark.numbers", 1_000_000);

    private final Figures figures = new Figures();
    private BenchmarkPortal portal;

    @BeforeAll
    void generate() throws Exception {
        portal = BenchmarkPortal.start();
        try (var owner = portal.owner()) {
            GeneratedStock.generate(owner, NUMBERS);
        }
    }

    @Test
    @Order(1)
    void pages() throws Exception {
        new PageFigures(portal, NUMBERS).measure(figures);
    }

    @Test
    @Order(2)
    void conditions() throws Exception {
        new ConditionFigures(portal).measure(figures);
    }

    @Test
    @Order(4)
    void operations() throws Exception {
        new OperationFigures(portal).measure(figures);
    }

    @Test
    @Order(3)
    void claims() throws Exception {
        new ClaimFigures(portal).measure(figures);
    }

    @Test
    @Order(5)
    void upload() throws Exception {
        new UploadFigures(portal, 100_000).measure(figures);
    }

    @AfterAll
    void print() throws Exception {
        figures.print(String.format(
                Locale.ROOT,
                "%,d numbers, 201 tenants on 4 levels, %d processors; medians, in multiples of what is measured beside"
                        + " them in the same run",
                NUMBERS,
                Runtime.getRuntime().availableProcessors()));
        portal.close();
    }
}
