package com.didstock.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many at the same numbers at once: nobody gets what another has, and nothing is left half done. */
class RaceTest {

    private static final int THREADS = 16;

    private final TestTree tree = TestTree.plant();

    @Test
    void nobodyTakesWhatAnotherTookAndAllAreServed() throws Exception {
        tree.load(tree.o, 4_000);

        var taken = together(thread -> {
            var child = thread % 2 == 0 ? tree.a : tree.b;
            var mine = new ArrayList<String>();
            while (true) {
                var some = tree.take(child, 1 + thread);
                if (some.isEmpty()) {
                    return mine;
                }
                mine.addAll(some);
            }
        });

        var all = taken.stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(4_000).doesNotHaveDuplicates();
        Invariants.hold(tree.o.operatorId());
    }

    /** What the test above would miss if it could not see it: looking first and writing then serves numbers twice. */
    @Test
    void lookingFirstAndWritingThenServesTwice() throws Exception {
        tree.load(tree.o, 200);

        var taken = together(thread -> {
            var mine = new ArrayList<String>();
            for (int round = 0; round < 10; round++) {
                mine.add(tree.write(tree.o, "NAIVE", ctx -> {
                    var number = ctx.sql()
                            .fetchValue("select number from did_holding where description = '' order by number limit 1")
                            .toString();
                    ctx.sql()
                            .execute("update did_holding set description = ? where number = ?", "to " + thread, number);
                    return number;
                }));
            }
            return mine;
        });

        var all = taken.stream().flatMap(List::stream).toList();
        assertThat(new HashSet<>(all)).hasSizeLessThan(all.size());
    }

    @Test
    void givingRecallingReleasingAndTakingTheSameNumbersKeepsTheChainWhole() throws Exception {
        var numbers = tree.load(tree.o, 24);
        var done = new AtomicInteger();
        var end = System.nanoTime() + Duration.ofSeconds(4).toNanos();

        together(thread -> {
            while (System.nanoTime() < end) {
                try {
                    stir(numbers);
                    done.incrementAndGet();
                } catch (StockChangedException _) {
                    // Somebody else was there first: the only thing that a caller may have to live with.
                }
            }
            return List.of();
        });

        assertThat(done).hasValueGreaterThan(100);
        Invariants.hold(tree.o.operatorId());
    }

    /** Does something to a few numbers, in no particular order, whether it can be done or not. */
    private void stir(List<String> numbers) {
        var random = ThreadLocalRandom.current();
        var some = new ArrayList<>(numbers);
        Collections.shuffle(some, random);
        var few = some.subList(0, 1 + random.nextInt(3));
        switch (random.nextInt(10)) {
            case 0 -> tree.give(tree.o, tree.a, few);
            case 1 -> tree.give(tree.a, tree.a1, few);
            case 2 -> tree.give(tree.a1, tree.ca1, few);
            case 3 -> tree.recall(tree.o, few);
            case 4 -> tree.recall(tree.a, few);
            case 5 -> tree.release(random.nextBoolean() ? tree.a1 : tree.ca1, few);
            case 6 -> tree.take(random.nextBoolean() ? tree.a : tree.a1, few.size());
            case 7 -> tree.take(tree.ca1, few.size());
            case 8 -> tree.setInUse(tree.ca1, few, random.nextInt(4) == 0);
            default -> tree.putWhatIsHere(tree.o, random.nextBoolean() ? tree.wholesale(tree.o) : null, few);
        }
    }

    @Test
    void loadingAndDeletingTheSameNumbersKeepsTheRegisterTrue() throws Exception {
        var numbers = TestTree.freshNumbers(20);
        var end = System.nanoTime() + Duration.ofSeconds(2).toNanos();

        together(thread -> {
            var buyer = thread % 2 == 0 ? tree.o : tree.b;
            while (System.nanoTime() < end) {
                var some = new ArrayList<>(numbers);
                Collections.shuffle(some, ThreadLocalRandom.current());
                try {
                    if (thread % 4 < 2) {
                        tree.load(buyer, some, TestTree.Facts.BERLIN);
                    } else {
                        tree.delete(buyer, some.subList(0, 2));
                    }
                } catch (StockChangedException _) {
                    // not there, or not the buyer's
                }
            }
            return List.of();
        });

        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void aLimitHoldsHoweverManyAskAtOnce() throws Exception {
        tree.load(tree.o, 200);
        limit("max_numbers = 50");

        together(thread -> {
            for (int round = 0; round < 8; round++) {
                try {
                    tree.take(tree.a, 3);
                } catch (LimitExceededException e) {
                    assertThat(e.limit()).isEqualTo(LimitExceededException.Limit.NUMBERS);
                }
            }
            return List.of();
        });

        assertThat(held()).isEqualTo(48);
        assertThat(tree.take(tree.a, 2)).hasSize(2);
        assertRefused(LimitExceededException.Limit.NUMBERS, () -> tree.take(tree.a, 1));
        var one = tree.load(tree.o, 1);
        assertRefused(LimitExceededException.Limit.NUMBERS, () -> tree.give(tree.o, tree.a, one));
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void aLimitOfCostHoldsHoweverManyAskAtOnce() throws Exception {
        tree.load(tree.o, 100);
        limit("max_monthly_cost = 50");

        together(thread -> {
            for (int round = 0; round < 4; round++) {
                try {
                    tree.take(tree.a, 1);
                } catch (LimitExceededException e) {
                    assertThat(e.limit()).isEqualTo(LimitExceededException.Limit.MONTHLY_COST);
                }
            }
            return List.of();
        });

        assertThat(held()).isEqualTo(20);
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void countsStayTrueWhileTheyAreFolded() throws Exception {
        var numbers = tree.load(tree.o, 50);
        var end = System.nanoTime() + Duration.ofSeconds(2).toNanos();

        together(thread -> {
            while (System.nanoTime() < end) {
                if (thread < 4) {
                    try (var app = TestDatabase.get().app().getConnection();
                            var statement = app.createStatement()) {
                        statement.execute("select fold_holding_counts(%d)".formatted(tree.o.operatorId()));
                    }
                } else {
                    var one = numbers.get(ThreadLocalRandom.current().nextInt(numbers.size()));
                    tree.put(tree.o, thread % 2 == 0 ? tree.retail(tree.o) : tree.wholesale(tree.o), List.of(one));
                }
            }
            return List.of();
        });

        Invariants.hold(tree.o.operatorId());
    }

    private void limit(String limit) {
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set %s where tenant_id = ?".formatted(limit), tree.a.id()));
    }

    private long held() {
        return tree.read(
                tree.a, ctx -> ((Number) ctx.sql().fetchValue("select count(*) from did_holding")).longValue());
    }

    private static void assertRefused(LimitExceededException.Limit limit, Runnable deed) {
        try {
            deed.run();
        } catch (LimitExceededException e) {
            assertThat(e.limit()).isEqualTo(limit);
            return;
        }
        throw new AssertionError("not refused");
    }

    private interface Work<T> {
        T of(int thread) throws SQLException;
    }

    /** Does the work in all threads at once; fails if it fails in one. */
    private static <T> List<T> together(Work<T> work) throws InterruptedException, ExecutionException {
        var start = new CyclicBarrier(THREADS);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                Callable<T> task = () -> {
                    start.await();
                    return work.of(thread);
                };
                running.add(threads.submit(task));
            }
            var results = new ArrayList<T>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
