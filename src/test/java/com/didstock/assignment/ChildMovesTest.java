package com.didstock.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.inventory.Named;
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
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** A reseller goes out of business; its customers move to another one and lose no number. */
@SpringBootTest
class ChildMovesTest {

    @Autowired
    ChildMoves moves;

    TestTree tree;
    List<String> stock;

    /** 0: in use by ca of a; 1: with ca1 of a1 of a, in use; 2: with a1; 3: with a; 4: reserved by a for ca. */
    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        stock = tree.load(tree.o, 5);
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock.subList(0, 1));
        tree.setInUse(tree.ca, stock.subList(0, 1), true);
        tree.give(tree.a, tree.a1, stock.subList(1, 3));
        tree.give(tree.a1, tree.ca1, stock.subList(1, 2));
        tree.setInUse(tree.ca1, stock.subList(1, 2), true);
        tree.reserve(tree.a, tree.ca, stock.subList(4, 5), Duration.ofDays(10));
        tree.clock().advance(Duration.ofDays(3));
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void allCustomersOfAResellerGoToAnotherAndKeepTheirNumbersInUse() {
        var preview = moves.preview(tree.o.admin(), all(tree.a, tree.b, tree.wholesale(tree.o)));
        assertThat(preview.children()).isEqualTo(2);
        assertThat(preview.numbers()).isEqualTo(3);
        assertThat(preview.inUse()).isEqualTo(2);
        assertThat(preview.money()).singleElement().satisfies(sum -> {
            assertThat(sum.monthlyBefore()).isEqualByComparingTo("7.50");
            assertThat(sum.monthlyAfter()).isEqualByComparingTo("7.50");
            assertThat(sum.once()).isEqualByComparingTo("3.60");
        });

        moves.apply(tree.o.admin(), preview);

        assertThat(tree.status(tree.ca, stock.get(0))).isEqualTo("IN_USE");
        assertThat(tree.status(tree.b, stock.get(0))).isEqualTo("IN_USE");
        assertThat(tree.status(tree.b, stock.get(1))).isEqualTo("IN_USE");
        assertThat(tree.status(tree.b, stock.get(2))).isEqualTo("GIVEN");
        assertThat(tree.status(tree.a1, stock.get(2))).isEqualTo("FREE");
        for (var number : stock.subList(0, 3)) {
            assertThat(tree.status(tree.a, number)).isEqualTo("ABSENT");
        }
        assertThat(tree.status(tree.a, stock.get(3))).isEqualTo("FREE");
        assertThat(tree.status(tree.a, stock.get(4))).isEqualTo("FREE");
        assertThat(price(tree.ca, stock.get(0))).isEqualByComparingTo("3.00");
        assertThat(tree.holding(tree.b, stock.get(0)).get("recurring_revenue", BigDecimal.class))
                .isEqualByComparingTo("3.00");
        assertThat(path(tree.ca1)).containsExactly(tree.o.id(), tree.b.id(), tree.a1.id(), tree.ca1.id());
    }

    @Test
    void whatWasMovedLivesOnAtItsNewPlace() {
        move(tree.o, all(tree.a, tree.b, tree.wholesale(tree.o)));

        tree.setInUse(tree.ca1, stock.subList(1, 2), false);
        tree.release(tree.a1, stock.subList(2, 3));
        assertThat(tree.status(tree.b, stock.get(2))).isEqualTo("FREE");
        tree.put(tree.b, tree.wholesale(tree.b), stock.subList(2, 3));
        tree.give(tree.b, tree.a1, stock.subList(2, 3));
        tree.recall(tree.o, stock.subList(1, 2));
        assertThat(tree.status(tree.o, stock.get(1))).isEqualTo("AGING");
        assertThatThrownBy(() -> tree.give(tree.a, tree.a1, stock.subList(3, 4)))
                .isInstanceOf(StockChangedException.class);
        assertThat(tree.take(tree.ca, 1)).isEmpty();
    }

    @Test
    void oneChildGoesBelowAResellerOrComesUp() {
        var customer = tree.customer(tree.o, "Direct");
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, customer, numbers);

        move(tree.o, new ChildMove(tree.o.id(), customer.id(), tree.a.id(), tree.wholesale(tree.o)));
        assertThat(tree.status(tree.a, numbers.getFirst())).isEqualTo("GIVEN");
        assertThat(price(tree.a, numbers.getFirst())).isEqualByComparingTo("2.50");
        assertThat(price(customer, numbers.getFirst())).isEqualByComparingTo("2.50");

        move(tree.o, new ChildMove(tree.a.id(), customer.id(), tree.o.id(), null));
        assertThat(tree.status(tree.a, numbers.getFirst())).isEqualTo("ABSENT");
        assertThat(tree.holding(tree.o, numbers.getFirst()).get("child_id", Integer.class))
                .isEqualTo(customer.id());
        assertThat(tree.holding(tree.o, numbers.getFirst()).get("recurring_revenue", BigDecimal.class))
                .isEqualByComparingTo("2.50");
    }

    @Test
    void eachDayIsPaidByOneAndNobodyPaysAnActivationTwice() {
        move(tree.o, all(tree.a, tree.b, tree.wholesale(tree.o)));
        tree.clock().advance(Duration.ofDays(40));
        tree.write(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .fetchValue(
                                "select post_charges(?, 'UTC', ?::timestamptz, 10000)",
                                tree.o.operatorId(),
                                tree.clock().instant().atOffset(java.time.ZoneOffset.UTC)));
        assertThat(activations(tree.ca, stock.get(0))).isEqualTo(1);
        assertThat(periods(tree.ca, stock.get(0))).containsExactly(tree.a.id() + " ended", tree.b.id() + " open");
        Object together = tree.read(
                tree.ca,
                ctx -> ctx.sql()
                        .fetchValue(
                                "select count(distinct x) from (select from_at as x from holding_period where number = ?"
                                        + " and payee_id = ? union all select to_at from holding_period where number = ?"
                                        + " and payee_id = ?) y",
                                stock.get(0),
                                tree.b.id(),
                                stock.get(0),
                                tree.a.id()));
        assertThat(together).isEqualTo(1L);
    }

    @Test
    void everyoneWhoseNumbersChangedIsTold() {
        move(tree.o, all(tree.a, tree.b, tree.wholesale(tree.o)));

        assertThat(notices(tree.a)).contains("RECALLED TRANSFER 3");
        assertThat(notices(tree.b)).contains("RECEIVED TRANSFER 3");
        assertThat(notices(tree.ca)).contains("MOVED TRANSFER 1");
        assertThat(notices(tree.a1)).contains("MOVED TRANSFER 2");
    }

    @Test
    void whatCantBeIsRefusedWithItsReason() {
        tree.customer(tree.b, "ca");
        refused(ChildMoveRefusal.NAME_TAKEN, all(tree.a, tree.b, tree.wholesale(tree.o)));
        refused(
                ChildMoveRefusal.BATCH_DOES_NOT_FIT,
                new ChildMove(tree.a.id(), tree.a1.id(), tree.b.id(), tree.retail(tree.o)));
        refused(ChildMoveRefusal.BATCH_DOES_NOT_FIT, new ChildMove(tree.a.id(), tree.a1.id(), tree.b.id(), null));
        var own = tree.load(tree.b, 1);
        tree.give(tree.b, tree.cb, own);
        refused(
                ChildMoveRefusal.LOADED_THERE,
                new ChildMove(tree.b.id(), tree.cb.id(), tree.a.id(), tree.wholesale(tree.o)));
    }

    @Test
    void aChangedPriceVoidsThePreview() {
        var preview = moves.preview(tree.o.admin(), all(tree.a, tree.b, tree.wholesale(tree.o)));
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update pricing_batch set recurring_fee = 3 where tenant_id = ? and id = ?",
                                tree.o.id(),
                                tree.wholesale(tree.o)));

        assertThatThrownBy(() -> moves.apply(tree.o.admin(), preview)).isInstanceOf(OperationRefusedException.class);
        assertThat(tree.status(tree.a, stock.get(0))).isEqualTo("IN_USE");
    }

    @Test
    void theLimitsOfTheNewParentHold() {
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set max_numbers = 2 where tenant_id = ?", tree.b.id()));

        assertThatThrownBy(() -> move(tree.o, all(tree.a, tree.b, tree.wholesale(tree.o))))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void onlyACommonParentCanMoveAlsoPastTheService() {
        var request = all(tree.a, tree.b, tree.wholesale(tree.o));
        for (var who : List.of(tree.a, tree.b, tree.a1, tree.p, tree.q)) {
            assertThatThrownBy(() -> moves.preview(who.admin(), request))
                    .as(who.name())
                    .isInstanceOf(NotThereException.class);
        }
        for (var who : List.of(tree.ca, tree.cb)) {
            assertThatThrownBy(() -> moves.preview(who.admin(), request))
                    .as(who.name())
                    .isInstanceOfAny(RightMissingException.class, NotThereException.class);
        }
        assertThatThrownBy(() -> moves.preview(tree.o.viewer(), request)).isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> moves.preview(tree.o.admin(), all(tree.a1, tree.b, tree.wholesale(tree.o))))
                .isInstanceOf(NotThereException.class);
        for (var who : List.of(tree.a, tree.b, tree.a1, tree.ca, tree.p)) {
            assertThatThrownBy(() -> tree.chain(
                            who,
                            "TRANSFER",
                            "select move_children(?, null, ?, ?, ?::timestamptz)",
                            tree.a.id(),
                            tree.b.id(),
                            tree.wholesale(tree.o)))
                    .as(who.name())
                    .isInstanceOf(StockChangedException.class);
        }
        assertThat(tree.status(tree.a, stock.get(0))).isEqualTo("IN_USE");
    }

    @Test
    void onlyTheOperatorNamesTheCustomersOfItsResellers() {
        assertThat(moves.nameable(tree.o.admin(), tree.a.id()))
                .extracting(Named::id)
                .containsExactlyInAnyOrder(tree.a1.id(), tree.ca.id());
        assertThat(moves.nameable(tree.a.admin(), tree.a1.id())).isEmpty();
        assertThat(moves.nameable(tree.b.admin(), tree.a.id())).isEmpty();
        assertThat(moves.nameable(tree.p.admin(), tree.a.id())).isEmpty();
    }

    @Test
    void giftsAndRecallsAtTheSameMomentLeaveTheChainWhole() throws Exception {
        var spare = tree.load(tree.o, 60);
        tree.give(tree.o, tree.a, spare);
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var round = 0; round < 6; round++) {
                var home = round % 2 == 0;
                var from = home ? tree.a : tree.b;
                var to = home ? tree.b : tree.a;
                var numbers = spare.subList(round * 10, round * 10 + 10);
                var start = new CyclicBarrier(3);
                var moved = threads.submit(() -> {
                    start.await();
                    move(tree.o, new ChildMove(from.id(), tree.ca.id(), to.id(), tree.wholesale(tree.o)));
                    return true;
                });
                var given = threads.submit(() -> {
                    start.await();
                    tree.give(tree.a, tree.ca, numbers);
                    return true;
                });
                var recalled = threads.submit(() -> {
                    start.await();
                    tree.recall(tree.o, stock.subList(3, 4));
                    tree.give(tree.o, tree.a, stock.subList(3, 4));
                    return true;
                });
                for (var one : List.of(moved, given, recalled)) {
                    try {
                        one.get();
                    } catch (ExecutionException lost) {
                        assertThat(lost.getCause())
                                .isInstanceOfAny(StockChangedException.class, OperationRefusedException.class);
                    }
                }
                Invariants.hold(tree.o.operatorId());
                if (path(tree.ca).get(1) != to.id()) {
                    move(tree.o, new ChildMove(from.id(), tree.ca.id(), to.id(), tree.wholesale(tree.o)));
                }
            }
        }
    }

    private void refused(ChildMoveRefusal reason, ChildMove request) {
        assertThatThrownBy(() -> moves.preview(tree.o.admin(), request))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static ChildMove all(Member from, Member to, @Nullable Integer batch) {
        return new ChildMove(from.id(), null, to.id(), batch);
    }

    private void move(Member who, ChildMove request) {
        moves.apply(who.admin(), moves.preview(who.admin(), request));
    }

    private BigDecimal price(Member holder, String number) {
        return tree.holding(holder, number).get("recurring_cost", BigDecimal.class);
    }

    private List<Integer> path(Member member) {
        return tree.read(
                tree.o,
                ctx ->
                        ctx
                                .sql()
                                .fetchValues("select unnest(path) from tenant where tenant_id = ?", member.id())
                                .stream()
                                .map(Integer.class::cast)
                                .toList());
    }

    private List<String> notices(Member member) {
        return strings(member, "select kind || ' ' || operation || ' ' || numbers from notice");
    }

    private List<String> periods(Member member, String number) {
        return strings(
                member,
                "select payee_id || case when to_at is null then ' open' else ' ended' end from holding_period"
                        + " where number = ? order by from_at",
                number);
    }

    private int activations(Member member, String number) {
        return strings(
                        member,
                        "select 'x' from charge where kind = 'ACTIVATION' and number = ? and payer_id = " + member.id(),
                        number)
                .size();
    }

    private List<String> strings(Member member, String query, Object... arguments) {
        return tree.read(
                member,
                ctx -> ctx.sql().fetchValues(query, arguments).stream()
                        .map(String::valueOf)
                        .toList());
    }
}
