package com.didstock.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.didstock.history.ActivityEntry;
import com.didstock.history.ActivityFilter;
import com.didstock.history.ActivityLogs;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Numbers that nobody in between holds come down through everybody in between. */
@SpringBootTest
class DrawTest {

    @Autowired
    Offer offer;

    TestTree tree;
    List<String> stock;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        stock = tree.load(tree.o, 3);
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void theOfferShowsWhatCanBeDrawnAtTheChildsOwnPrice() {
        assertThat(offered(tree.ca1)).isEmpty();
        letDraw(tree.a1, tree.ca1);

        assertThat(offer.page(tree.ca1.admin(), OfferFilter.EVERYTHING, null, 10))
                .allSatisfy(number -> {
                    assertThat(number.recurring()).isEqualByComparingTo("3.50");
                    assertThat(number.activation()).isEqualByComparingTo("1.60");
                });
        assertThat(offered(tree.ca1)).isEqualTo(stock);
        assertThat(offer.page(tree.ca1.admin(), OfferFilter.EVERYTHING, stock.get(0), 1))
                .extracting(OfferedNumber::number)
                .containsExactly(stock.get(1));
    }

    @Test
    void eachTenantPassedHoldsItAtItsOwnPriceAsLongAsTheChildDoes() {
        letDraw(tree.a1, tree.ca1);

        var taken = take(tree.ca1, 2);

        assertThat(taken.numbers()).isEqualTo(stock.subList(0, 2));
        assertThat(taken.recurring()).isEqualByComparingTo("7.00");
        assertThat(price(tree.a, stock.get(0))).isEqualByComparingTo("2.50");
        assertThat(price(tree.a1, stock.get(0))).isEqualByComparingTo("3.00");
        assertThat(price(tree.ca1, stock.get(0))).isEqualByComparingTo("3.50");
        assertThat(tree.status(tree.a, stock.get(0))).isEqualTo("GIVEN");
        assertThat(origin(tree.a, stock.get(0))).isEqualTo("ON_PROVISION");
        assertThat(origin(tree.ca1, stock.get(0))).isEqualTo("STOCK");
        assertThat(notices(tree.o)).contains("TAKEN");
        assertThat(notices(tree.a)).contains("TAKEN");
        assertThat(notices(tree.a1)).contains("TAKEN");

        tree.release(tree.ca1, stock.subList(0, 1));

        for (var passed : List.of(tree.ca1, tree.a1, tree.a)) {
            assertThat(tree.status(passed, stock.get(0))).as(passed.name()).isEqualTo("ABSENT");
        }
        assertThat(tree.status(tree.o, stock.get(0))).isEqualTo("FREE");
        assertThat(notices(tree.a1)).contains("ENDED");
        assertThat(openPeriods(tree.a, stock.get(0))).isZero();
    }

    @Test
    void whatTheParentHasComesFirstAndTheRestIsDrawn() {
        letDraw(tree.a, tree.ca);
        tree.give(tree.o, tree.a, stock.subList(2, 3));

        assertThat(offered(tree.ca)).isEqualTo(stock);
        assertThat(take(tree.ca, 2).numbers()).containsExactlyInAnyOrder(stock.get(2), stock.get(0));
        assertThat(origin(tree.a, stock.get(2))).isEqualTo("STOCK");
        assertThat(origin(tree.a, stock.get(0))).isEqualTo("ON_PROVISION");
    }

    @Test
    void historyCallsADrawADrawOnEveryLevelAndATakingATaking() {
        letDraw(tree.a, tree.ca);
        tree.give(tree.o, tree.a, stock.subList(2, 3));

        take(tree.ca, 2);

        var log = ActivityLogs.over(tree.transactions());
        assertThat(log.page(tree.ca.admin(), ActivityFilter.ALL, null, 5).entries())
                .extracting(ActivityEntry::operation, ActivityEntry::numbers)
                .containsExactlyInAnyOrder(tuple("TAKE", 1L), tuple("DRAW", 1L));
        assertThat(log.page(tree.o.admin(), ActivityFilter.ALL, null, 1).entries())
                .extracting(ActivityEntry::operation)
                .containsExactly("DRAW");
        assertThat(log.page(tree.a.admin(), new ActivityFilter("TAKE", stock.get(2), null, null), null, 5)
                        .entries())
                .hasSize(1);
    }

    @Test
    void whoeverMayNotDrawGetsNothing() {
        assertThat(offered(tree.ca)).isEmpty();
        assertThat(take(tree.ca, 3).numbers()).isEmpty();
        letDraw(tree.a, tree.ca);
        assertThat(offered(tree.ca1)).isEmpty();
        assertThat(offered(tree.q)).isEmpty();
    }

    @Test
    void aTenantThatIsSuspendedOrHasNoBatchForItPassesNothing() {
        letDraw(tree.a1, tree.ca1);
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set status = 'SUSPENDED' where tenant_id = ?", tree.a.id()));
        assertThat(offered(tree.ca1)).isEmpty();
        assertThat(tree.take(tree.ca1, 3)).isEmpty();
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set status = 'ACTIVE' where tenant_id = ?", tree.a.id()));
        assertThat(offered(tree.ca1)).isEqualTo(stock);
        tree.run(
                tree.a,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update assigned_batch set countries = '{FR}' where tenant_id = ? and child_id = ?",
                                tree.a.id(),
                                tree.a1.id()));
        assertThat(offered(tree.ca1)).isEmpty();
        assertThat(tree.take(tree.ca1, 3)).isEmpty();
    }

    @Test
    void theLimitsOfEverybodyPassedHoldForAllOrNothing() {
        letDraw(tree.a1, tree.ca1);
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set max_numbers = 2 where tenant_id = ?", tree.a.id()));

        assertThatThrownBy(() -> take(tree.ca1, 3)).isInstanceOf(LimitExceededException.class);
        for (var number : stock) {
            assertThat(tree.status(tree.o, number)).isEqualTo("FREE");
        }
        assertThat(take(tree.ca1, 2).numbers()).hasSize(2);
    }

    @Test
    void aDrawnNumberIsUsedAndAgesLikeAnyOther() {
        letDraw(tree.a1, tree.ca1);
        take(tree.ca1, 1);
        var number = stock.subList(0, 1);

        tree.setInUse(tree.ca1, number, true);
        assertThat(tree.status(tree.o, stock.get(0))).isEqualTo("IN_USE");
        tree.clock().advance(Duration.ofDays(2));
        tree.setInUse(tree.ca1, number, false);
        tree.release(tree.ca1, number);

        assertThat(tree.status(tree.o, stock.get(0))).isEqualTo("AGING");
        assertThat(tree.status(tree.a, stock.get(0))).isEqualTo("ABSENT");
    }

    @Test
    void manyWhoDrawAtOnceNeverGetTheSameNumber() throws Exception {
        letDraw(tree.a1, tree.ca1);
        letDraw(tree.a, tree.ca);
        tree.load(tree.o, 397);
        var start = new CyclicBarrier(8);
        var got = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = new ArrayList<Future<List<String>>>();
            for (var thread = 0; thread < 8; thread++) {
                var who = thread % 2 == 0 ? tree.ca : tree.ca1;
                all.add(threads.submit(() -> {
                    start.await();
                    var mine = new ArrayList<String>();
                    for (var round = 0; round < 10; round++) {
                        mine.addAll(tree.take(who, 5));
                    }
                    return mine;
                }));
            }
            for (var one : all) {
                got.addAll(one.get());
            }
        }
        assertThat(got).doesNotHaveDuplicates().hasSize(400);
    }

    private void letDraw(Member parent, Member child) {
        tree.run(
                parent,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set may_draw = true where tenant_id = ?", child.id()));
    }

    private List<String> offered(Member who) {
        return offer.page(who.admin(), OfferFilter.EVERYTHING, null, 100).stream()
                .map(OfferedNumber::number)
                .toList();
    }

    private TakeResult take(Member who, int count) {
        return offer.take(who.admin(), offer.preview(who.admin(), OfferFilter.EVERYTHING, count));
    }

    private BigDecimal price(Member holder, String number) {
        return tree.holding(holder, number).get("recurring_cost", BigDecimal.class);
    }

    private String origin(Member holder, String number) {
        return String.valueOf(tree.holding(holder, number).get("origin"));
    }

    private List<String> notices(Member member) {
        return tree.read(
                member,
                ctx -> ctx.sql().fetchValues("select kind from notice").stream()
                        .map(String::valueOf)
                        .toList());
    }

    private int openPeriods(Member member, String number) {
        return tree.read(
                member,
                ctx -> ctx.sql()
                        .fetchValues("select 1 from holding_period where number = ? and to_at is null", number)
                        .size());
    }
}
