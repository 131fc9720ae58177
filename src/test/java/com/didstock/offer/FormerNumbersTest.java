package com.didstock.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.assignment.Undo;
import com.didstock.history.ActivityEntry;
import com.didstock.history.ActivityFilter;
import com.didstock.history.ActivityLogs;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** A number that rests after use goes back to who had it and to nobody else: through the same tenants, at the same prices. */
@SpringBootTest
class FormerNumbersTest {

    @Autowired
    Undo undo;

    TestTree tree;
    FormerNumbers former;
    List<String> number;

    /** Four levels: the operator, A, A1 and its customer, which used the number for a day. */
    @BeforeEach
    void use() {
        tree = TestTree.plant();
        former = new FormerNumbers(tree.transactions());
        number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.a1, number);
        tree.give(tree.a1, tree.ca1, number);
        useForADay();
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void theWholeEndedChainIsBackAtItsFormerPricesAlthoughTheBatchesChanged() {
        goUp(tree.ca1, tree.a1, tree.a);
        assertThat(tree.status(tree.o, one())).isEqualTo("AGING");
        for (var seller : List.of(tree.o, tree.a, tree.a1)) {
            tree.run(
                    seller,
                    "TEST",
                    ctx -> ctx.sql()
                            .execute(
                                    "update pricing_batch set recurring_fee = 40, activation_fee = 40 where tenant_id = ?",
                                    seller.id()));
        }

        var resting = former.list(tree.ca1.admin(), null, 10);
        assertThat(resting).singleElement().satisfies(it -> {
            assertThat(it.number()).isEqualTo(one());
            assertThat(it.possible()).isTrue();
            assertThat(it.recurring()).isEqualByComparingTo("3.50");
            assertThat(it.currency()).isEqualTo("EUR");
            assertThat(it.until()).isAfter(tree.clock().instant());
        });
        former.takeBack(tree.ca1.admin(), number);

        assertThat(tree.status(tree.ca1, one())).isEqualTo("FREE");
        assertThat(cost(tree.a, "recurring_cost")).isEqualByComparingTo("2.50");
        assertThat(cost(tree.a1, "recurring_cost")).isEqualByComparingTo("3.00");
        assertThat(cost(tree.ca1, "recurring_cost")).isEqualByComparingTo("3.50");
        for (var holder : List.of(tree.a, tree.a1, tree.ca1)) {
            assertThat(cost(holder, "activation_cost")).as("%s", holder).isZero();
            assertThat(tree.holding(holder, one()).get("origin", String.class)).isEqualTo("STOCK");
        }
        assertThat(tree.holding(tree.a, one()).get("pricing_batch_id", Integer.class))
                .isEqualTo(tree.wholesale(tree.a));
        assertThat(former.list(tree.ca1.admin(), null, 10)).isEmpty();
        for (var told : List.of(tree.o, tree.a, tree.a1)) {
            assertThat(notices(told)).as("%s", told).contains("TAKEN");
            assertThat(operations(told)).contains("TAKE_BACK");
        }
        assertThat(operations(tree.ca1)).contains("TAKE_BACK");
        assertThat(openPeriods()).isEqualTo(4);
    }

    @Test
    void nobodyElseTakesItBack() {
        goUp(tree.ca1);

        for (var other : List.of(tree.o, tree.a, tree.a1, tree.b, tree.ca, tree.cb, tree.p, tree.q)) {
            assertThat(former.list(other.admin(), null, 10)).as("%s", other).isEmpty();
            assertThatThrownBy(() -> former.takeBack(other.admin(), number))
                    .as("%s", other)
                    .isInstanceOf(NotThereException.class);
            assertThatThrownBy(() -> past(other))
                    .as("%s past the service", other)
                    .isInstanceOf(StockChangedException.class);
        }
        assertThatThrownBy(() -> former.takeBack(tree.clerk(tree.ca1), number))
                .isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> former.list(tree.clerk(tree.ca1), null, 10)).isInstanceOf(RightMissingException.class);
        assertThat(tree.status(tree.a1, one())).isEqualTo("AGING");

        former.takeBack(tree.ca1.admin(), number);
        assertThat(tree.status(tree.ca1, one())).isEqualTo("FREE");
    }

    @Test
    void whoeverLetItGoFurtherUpWhileItRestedHasItBackResting() {
        goUp(tree.ca1, tree.a1);
        var until = until(tree.a);

        assertThatThrownBy(() -> former.takeBack(tree.a.admin(), number)).isInstanceOf(NotThereException.class);
        former.takeBack(tree.a1.admin(), number);

        assertThat(tree.status(tree.a1, one())).isEqualTo("AGING");
        assertThat(until(tree.a1)).isEqualTo(until);
        assertThatThrownBy(() -> tree.give(tree.a1, tree.ca1, number)).isInstanceOf(StockChangedException.class);
        former.takeBack(tree.ca1.admin(), number);
        assertThat(tree.status(tree.ca1, one())).isEqualTo("FREE");
    }

    @Test
    void whoItOnlyPassedThroughHasNothingToTakeBack() {
        tree.recall(tree.o, number);

        assertThat(tree.status(tree.o, one())).isEqualTo("AGING");
        for (var passed : List.of(tree.a, tree.a1)) {
            assertThatThrownBy(() -> former.takeBack(passed.admin(), number)).isInstanceOf(NotThereException.class);
            assertThatThrownBy(() -> past(passed)).isInstanceOf(StockChangedException.class);
        }
        former.takeBack(tree.ca1.admin(), number);
        assertThat(tree.status(tree.a1, one())).isEqualTo("GIVEN");
    }

    @Test
    void whenItsRestIsOverOrEndedItIsGone() {
        goUp(tree.ca1);
        tree.clock().advance(Duration.ofDays(46));
        assertThat(former.list(tree.ca1.admin(), null, 10)).isEmpty();
        assertThatThrownBy(() -> former.takeBack(tree.ca1.admin(), number)).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> past(tree.ca1)).isInstanceOf(StockChangedException.class);
    }

    @Test
    void whatTheOperatorEndedEarlyIsGoneToo() {
        goUp(tree.ca1, tree.a1, tree.a);
        tree.chain(tree.o, "END_AGING", "select end_aging(?::text[], '{AGING}', ?::timestamptz)", (Object)
                TestTree.array(number));

        assertThatThrownBy(() -> former.takeBack(tree.ca1.admin(), number)).isInstanceOf(NotThereException.class);
        assertThat(tree.status(tree.o, one())).isEqualTo("FREE");
    }

    @Test
    void theCustomerThatUsedItLastHasItAndNotTheOneBefore() {
        tree.release(tree.ca1, number);
        tree.clock().advance(Duration.ofDays(46));
        var second = tree.customer(tree.a1, "CA1b");
        tree.give(tree.a1, second, number);
        use(second);
        tree.release(second, number);

        assertThat(tree.status(tree.a1, one())).isEqualTo("AGING");
        assertThatThrownBy(() -> former.takeBack(tree.ca1.admin(), number)).isInstanceOf(NotThereException.class);
        former.takeBack(second.admin(), number);
        assertThat(tree.status(second, one())).isEqualTo("FREE");
    }

    @Test
    void noWayBackThroughWhoIsSuspendedAndNobodyIsNamed() {
        goUp(tree.ca1, tree.a1, tree.a);
        for (var above : List.of(tree.a1, tree.a)) {
            status(above, "SUSPENDED");
            assertThat(former.list(tree.ca1.admin(), null, 10)).singleElement().satisfies(it -> {
                assertThat(it.possible()).isFalse();
                assertThat(it.recurring()).isNull();
            });
            assertThatThrownBy(() -> former.takeBack(tree.ca1.admin(), number))
                    .isInstanceOfSatisfying(RefusedException.class, refused -> {
                        assertThat(refused.reason()).isEqualTo(OfferRefusal.CANNOT_COME_BACK);
                        assertThat(refused.arguments()).isEmpty();
                    });
            assertThatThrownBy(() -> past(tree.ca1)).isInstanceOf(StockChangedException.class);
            status(above, "ACTIVE");
        }
        former.takeBack(tree.ca1.admin(), number);
    }

    @Test
    void noWayBackThroughWhoIsNoLongerBelowTheSame() {
        goUp(tree.ca1, tree.a1, tree.a);
        tree.run(
                tree.o,
                "MOVE_CHILD",
                ctx -> ctx.sql()
                        .fetchValue(
                                "select move_children(?, ?, ?, null, ?::timestamptz)",
                                tree.a.id(),
                                tree.a1.id(),
                                tree.b.id(),
                                ctx.now().atOffset(ZoneOffset.UTC)));

        assertThatThrownBy(() -> former.takeBack(tree.ca1.admin(), number)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> past(tree.ca1)).isInstanceOf(StockChangedException.class);
        assertThat(tree.status(tree.o, one())).isEqualTo("AGING");
    }

    @Test
    void aBatchThatIsGoneIsNamedNoMoreAndThePriceStays() {
        var own = tree.batch(tree.a1, "For a while", "CUSTOMERS", TestTree.CURRENCY);
        tree.release(tree.ca1, number);
        tree.clock().advance(Duration.ofDays(46));
        tree.put(tree.a1, own, number);
        tree.give(tree.a1, tree.ca1, number);
        var price = cost(tree.ca1, "recurring_cost");
        use(tree.ca1);
        tree.release(tree.ca1, number);
        tree.put(tree.a1, null, number);
        tree.run(
                tree.a1,
                "TEST",
                ctx -> ctx.sql()
                        .execute("delete from pricing_batch where tenant_id = ? and id = ?", tree.a1.id(), own));

        former.takeBack(tree.ca1.admin(), number);

        assertThat(cost(tree.ca1, "recurring_cost")).isEqualByComparingTo(price);
        assertThat(tree.holding(tree.a1, one()).get("pricing_batch_id")).isNull();
        assertThat(tree.holding(tree.a1, one()).get("home_batch_id")).isNull();
    }

    @Test
    void limitsHoldAtEachLevelForAllOrNothing() {
        goUp(tree.ca1, tree.a1, tree.a);
        for (var limited : List.of(tree.a, tree.a1, tree.ca1)) {
            limit(limited, 0);
            assertThatThrownBy(() -> former.takeBack(tree.ca1.admin(), number))
                    .as("%s", limited)
                    .isInstanceOf(LimitExceededException.class);
            assertThat(tree.status(tree.o, one())).isEqualTo("AGING");
            limit(limited, null);
        }
        former.takeBack(tree.ca1.admin(), number);
    }

    @Test
    void allOrNoneIsTakenBack() {
        goUp(tree.ca1);
        var free = tree.load(tree.o, 1);

        assertThatThrownBy(() -> former.takeBack(tree.ca1.admin(), List.of(one(), free.getFirst())))
                .isInstanceOf(NotThereException.class);
        assertThat(tree.status(tree.a1, one())).isEqualTo("AGING");
    }

    @Test
    void givenBackUnusedItRestsTillTheSameDay() {
        goUp(tree.ca1);
        var until = until(tree.a1);
        former.takeBack(tree.ca1.admin(), number);
        tree.clock().advance(Duration.ofDays(3));

        tree.release(tree.ca1, number);

        assertThat(tree.status(tree.a1, one())).isEqualTo("AGING");
        assertThat(until(tree.a1)).isEqualTo(until);
    }

    @Test
    void takingBackIsUndoneToWhereItRested() {
        goUp(tree.ca1, tree.a1);
        var until = until(tree.a);
        former.takeBack(tree.ca1.admin(), number);
        var operation = log(tree.ca1).getFirst().operationId();

        assertThatThrownBy(() -> undo.apply(tree.a1.admin(), operation)).isInstanceOf(NotThereException.class);
        undo.apply(tree.ca1.admin(), operation);

        assertThat(tree.status(tree.ca1, one())).isEqualTo("ABSENT");
        assertThat(tree.status(tree.a1, one())).isEqualTo("ABSENT");
        assertThat(tree.status(tree.a, one())).isEqualTo("AGING");
        assertThat(until(tree.a)).isEqualTo(until);
        former.takeBack(tree.ca1.admin(), number);
    }

    @Test
    void whatWasLoadedAnewIsNobodysFormerNumber() {
        goUp(tree.ca1, tree.a1, tree.a);
        tree.delete(tree.o, number);
        tree.clock().advance(Duration.ofDays(1));
        tree.load(tree.o, number, TestTree.Facts.BERLIN);

        assertThat(tree.status(tree.o, one())).isEqualTo("AGING");
        assertThatThrownBy(() -> former.takeBack(tree.ca1.admin(), number)).isInstanceOf(NotThereException.class);
    }

    /** Of the former holder twice, and of the operator that ends the rest, exactly one gets its way. */
    @Test
    void manyAtOnceDoItOnce() throws Exception {
        goUp(tree.ca1, tree.a1, tree.a);
        for (var round = 0; round < 10; round++) {
            var barrier = new CyclicBarrier(4);
            var done = new ArrayList<Future<Boolean>>();
            try (var threads = Executors.newFixedThreadPool(4)) {
                for (var who = 0; who < 4; who++) {
                    var ends = who == 3;
                    var a1 = who == 2;
                    done.add(threads.submit(() -> {
                        barrier.await();
                        try {
                            if (ends) {
                                tree.release(tree.a, number);
                            } else {
                                former.takeBack(a1 ? tree.a1.admin() : tree.ca1.admin(), number);
                            }
                            return true;
                        } catch (NotThereException | StockChangedException _) {
                            return false;
                        }
                    }));
                }
            }
            for (var one : done) {
                one.get();
            }
            Invariants.hold(tree.o.operatorId());
            assertThat(openPeriods()).isBetween(3, 4);
            if (tree.status(tree.ca1, one()).equals("FREE")) {
                goUp(tree.ca1, tree.a1, tree.a);
            } else {
                goUp(tree.a1, tree.a);
            }
        }
    }

    @Test
    void aRaceWithTheEndOfItsRestLeavesOneHolder() throws Exception {
        for (var round = 0; round < 10; round++) {
            goUp(tree.ca1, tree.a1, tree.a);
            var barrier = new CyclicBarrier(2);
            try (var threads = Executors.newFixedThreadPool(2)) {
                var taking = threads.submit(() -> {
                    barrier.await();
                    return attempt(() -> former.takeBack(tree.ca1.admin(), number));
                });
                var ending = threads.submit(() -> {
                    barrier.await();
                    return attempt(() -> tree.chain(
                            tree.o, "END_AGING", "select end_aging(?::text[], '{AGING}', ?::timestamptz)", (Object)
                                    TestTree.array(number)));
                });
                assertThat(List.of(taking.get(), ending.get())).containsExactlyInAnyOrder(true, false);
            }
            Invariants.hold(tree.o.operatorId());
            if (tree.status(tree.ca1, one()).equals("ABSENT")) {
                tree.give(tree.o, tree.a, number);
                tree.give(tree.a, tree.a1, number);
                tree.give(tree.a1, tree.ca1, number);
            }
            useForADay();
        }
    }

    private static boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (NotThereException | StockChangedException _) {
            return false;
        }
    }

    // ------------------------------------------------------------------------------------------ helpers

    private void useForADay() {
        use(tree.ca1);
    }

    private void use(Member customer) {
        tree.setInUse(customer, number, true);
        tree.clock().advance(Duration.ofDays(1));
        tree.setInUse(customer, number, false);
    }

    /** Each in turn lets it go, a day after the one before. */
    private void goUp(Member... holders) {
        for (var holder : holders) {
            tree.release(holder, number);
            tree.clock().advance(Duration.ofHours(1));
        }
    }

    private void past(Member member) {
        tree.chain(member, "TAKE_BACK", "select take_back_numbers(?::text[], ?::timestamptz)", (Object)
                TestTree.array(number));
    }

    private String one() {
        return number.getFirst();
    }

    private BigDecimal cost(Member holder, String column) {
        return tree.holding(holder, one()).get(column, BigDecimal.class);
    }

    private OffsetDateTime until(Member holder) {
        return tree.holding(holder, one()).get("until", OffsetDateTime.class);
    }

    private void status(Member member, String status) {
        var parent = Objects.requireNonNull(member.parent());
        tree.run(
                parent,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update tenant set status = ?::tenant_status where tenant_id = ?",
                                status,
                                member.id()));
    }

    private void limit(Member member, @Nullable Integer most) {
        var parent = Objects.requireNonNull(member.parent());
        tree.run(
                parent,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set max_numbers = ? where tenant_id = ?", most, member.id()));
    }

    private List<String> notices(Member member) {
        return tree.read(
                member,
                ctx -> ctx.sql().fetchValues("select kind::text from notice where tenant_id = ?", member.id()).stream()
                        .map(String::valueOf)
                        .toList());
    }

    private List<ActivityEntry> log(Member member) {
        return ActivityLogs.over(tree.transactions())
                .page(member.admin(), ActivityFilter.ALL, null, 20)
                .entries();
    }

    private List<String> operations(Member member) {
        return log(member).stream().map(ActivityEntry::operation).toList();
    }

    private int openPeriods() {
        return List.of(tree.o, tree.a, tree.a1, tree.ca1).stream()
                .mapToInt(member -> tree.read(
                        member,
                        ctx -> ((Number) Objects.requireNonNull(ctx.sql()
                                        .fetchValue(
                                                "select count(*) from holding_period where tenant_id = ? and number = ? and to_at is null",
                                                member.id(),
                                                one())))
                                .intValue()))
                .sum();
    }
}
