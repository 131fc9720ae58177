package com.didstock.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.LimitExceededException.Limit;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransactions;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No more new monthly cost on one day than the tenant above allows. A number costs A 2.50 a month. */
class DailyLimitTest {

    /** Three o'clock in the afternoon in UTC, on a summer's day ahead. */
    private static final Instant AFTERNOON = Instant.now()
            .atOffset(ZoneOffset.UTC)
            .plusYears(1)
            .withDayOfYear(190)
            .withHour(15)
            .withMinute(0)
            .toInstant();

    private final TestTree tree = TestTree.plant();

    @BeforeEach
    void load() {
        tree.clock().set(AFTERNOON);
        tree.load(tree.o, 20);
        tree.clock().advance(Duration.ofMinutes(1));
        limit(tree.o, tree.a, "5.00");
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void takesUpToItAndNoMoreThatDay() {
        assertThat(tree.take(tree.a, 2)).hasSize(2);

        assertRefused(() -> tree.take(tree.a, 1));
        var one = free();
        assertRefused(() -> tree.give(tree.o, tree.a, List.of(one)));
        assertThat(tree.status(tree.o, one)).isEqualTo("FREE");

        // Nobody else is limited by it.
        assertThat(tree.take(tree.b, 5)).hasSize(5);
        // The next day there is room again.
        tree.clock().advance(Duration.ofHours(9));
        assertThat(tree.take(tree.a, 2)).hasSize(2);
        assertRefused(() -> tree.take(tree.a, 1));
    }

    @Test
    void returningNumbersMakesNoRoomTheSameDay() {
        var taken = tree.take(tree.a, 2);
        tree.clock().advance(Duration.ofMinutes(10));
        tree.release(tree.a, taken);
        tree.clock().advance(Duration.ofMinutes(10));

        assertRefused(() -> tree.take(tree.a, 1));
    }

    @Test
    void theDayIsTheOperators() {
        var berlin = TenantTransactions.over(TestDatabase.get().app(), tree.clock(), ZoneId.of("Europe/Berlin"));
        assertThat(tree.take(tree.a, 2)).hasSize(2);

        // 21:59 in UTC is a minute before midnight in Berlin, in summer; 22:00 is the next day there and not in UTC.
        tree.clock().set(AFTERNOON.plus(Duration.ofHours(7)).minus(Duration.ofMinutes(1)));
        assertRefused(() -> berlin.write(tree.a.admin(), Right.TAKE, this::takeOne));
        tree.clock().set(AFTERNOON.plus(Duration.ofHours(7)));
        assertRefused(() -> tree.take(tree.a, 1));
        assertThat(berlin.write(tree.a.admin(), Right.TAKE, this::takeOne)).isEqualTo(1);
    }

    @Test
    void whoeverADrawPassesHasALimitOfItsOwn() {
        letDraw(tree.o, tree.a);
        letDraw(tree.a, tree.a1);
        letDraw(tree.a1, tree.ca1);
        var before = held(tree.a);

        // Three of them would cost A 7.50, though CA1 has no limit.
        assertRefused(() -> tree.take(tree.ca1, 3));
        assertThat(held(tree.a)).isEqualTo(before);
        assertThat(tree.take(tree.ca1, 2)).hasSize(2);
        assertRefused(() -> tree.take(tree.ca1, 1));
    }

    @Test
    void whatIsFreeOfChargeIsNotNew() {
        var free = tree.load(
                tree.o,
                TestTree.freshNumbers(3),
                new TestTree.Facts(
                        new BigDecimal("1.00"),
                        new BigDecimal("2.00"),
                        "DE",
                        "Berlin",
                        "GEOGRAPHIC",
                        "STANDARD",
                        true));
        tree.take(tree.a, 2);

        tree.give(tree.o, tree.a, free);

        assertThat(tree.status(tree.a, free.getFirst())).isEqualTo("FREE");
    }

    @Test
    void holdsHoweverManyAskAtOnce() throws Exception {
        limit(tree.o, tree.a, "12.50");
        var start = new CyclicBarrier(12);
        var running = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < 12; i++) {
                Callable<Integer> task = () -> {
                    start.await();
                    int got = 0;
                    for (int round = 0; round < 3; round++) {
                        try {
                            got += tree.take(tree.a, 1).size();
                        } catch (LimitExceededException over) {
                            assertThat(over.limit()).isEqualTo(Limit.DAILY_COST);
                        }
                    }
                    return got;
                };
                running.add(threads.submit(task));
            }
            int all = 0;
            for (var one : running) {
                all += one.get();
            }
            assertThat(all).isEqualTo(5);
        }
        assertThat(held(tree.a)).isEqualTo(5);
    }

    @Test
    void onlyTheTenantAboveSetsIt() {
        for (var stranger : List.of(tree.a, tree.b, tree.p)) {
            assertThat(change(stranger, tree.a)).as(stranger.name()).isZero();
        }
        assertThat(change(tree.o, tree.a)).isEqualTo(1);
    }

    private int change(Member by, Member child) {
        return tree.write(
                by,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set max_daily_cost = 99 where tenant_id = ?", child.id()));
    }

    private int takeOne(TenantContext context) {
        context.begin(UUID.randomUUID(), "TAKE");
        return context.sql()
                .fetch(
                        "select number from claim_from_offer(null, null, null, null, null, null, null, null, 1, ?::timestamptz)",
                        context.now().atOffset(ZoneOffset.UTC))
                .size();
    }

    private void limit(Member parent, Member child, String amount) {
        tree.run(
                parent,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update tenant set max_daily_cost = %s where tenant_id = ?".formatted(amount),
                                child.id()));
    }

    private void letDraw(Member parent, Member child) {
        tree.run(
                parent,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set may_draw = true where tenant_id = ?", child.id()));
    }

    private String free() {
        return tree.read(
                tree.o,
                ctx -> String.valueOf(ctx.sql()
                        .fetchValue("select max(number) from did_holding where child_id is null and state = 'FREE'")));
    }

    private long held(Member member) {
        return tree.read(
                member, ctx -> ((Number) ctx.sql().fetchValue("select count(*) from did_holding")).longValue());
    }

    private static void assertRefused(Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        LimitExceededException.class,
                        over -> assertThat(over.limit()).isEqualTo(Limit.DAILY_COST));
    }
}
