package com.didstock.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.inventory.SearchLanguage;
import com.didstock.tenancy.ActorRefusedException;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest
class OfferReservationsTest {

    private static final OfferFilter ALL = OfferFilter.EVERYTHING;
    private static final BigDecimal ANY_PRICE = new BigDecimal("1000");

    @Autowired
    OfferReservations reservations;

    @Autowired
    Offer offer;

    @Autowired
    SearchLanguage language;

    @Autowired
    JsonMapper json;

    TestTree tree;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
    }

    @Test
    void aChildReservesForItselfWhatIsOfferedAndOthersSeeItAsNotAvailable() {
        var stock = tree.load(tree.o, 3);
        var chosen = stock.subList(0, 2);

        assertThat(reservations.reserve(tree.a.admin(), ALL.withNumbers(chosen), 2))
                .isEqualTo(chosen);

        assertThat(kept(tree.a)).isEqualTo(chosen);
        assertThat(kept(tree.b)).isEmpty();
        assertThat(kept(tree.o)).isEmpty();
        assertThat(kept(tree.q)).isEmpty();
        assertThat(offered(tree.a)).containsExactly(stock.get(2));
        assertThat(offered(tree.b)).containsExactly(stock.get(2));
        assertThat(tree.status(tree.o, chosen.getFirst())).isEqualTo("RESERVED");
        assertThat(reservations.reserve(tree.b.admin(), ALL.withNumbers(chosen), 2))
                .isEmpty();
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void aStrangersOfferIsNotThere() {
        var below = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, below);

        assertThat(reservations.reserve(tree.b.admin(), ALL.withNumbers(below), 2))
                .isEmpty();
        assertThat(reservations.reserve(tree.q.admin(), ALL.withNumbers(below), 2))
                .isEmpty();
        assertThat(reservations.reserve(tree.o.admin(), ALL.withNumbers(below), 2))
                .isEmpty();
        assertThat(reservations.reserve(tree.a1.admin(), ALL.withNumbers(below), 2))
                .as("two levels below the operator")
                .isEqualTo(below);
        assertThat(kept(tree.a1)).isEqualTo(below);
        assertThat(kept(tree.a)).isEmpty();
    }

    @Test
    void onlyTheChildExtendsOnceAndCancels() {
        var one = tree.load(tree.o, 1);
        reservations.reserve(tree.a.admin(), ALL, 1);
        var until = reservations.list(tree.a.admin()).getFirst().until();

        for (var stranger : List.of(tree.b, tree.a1, tree.q, tree.o)) {
            assertThatThrownBy(() -> reservations.extend(stranger.admin(), one))
                    .isInstanceOf(StockChangedException.class);
            assertThatThrownBy(() -> reservations.cancel(stranger.admin(), one))
                    .isInstanceOf(StockChangedException.class);
            assertThatThrownBy(() -> reservations.take(stranger.admin(), one, ANY_PRICE))
                    .isInstanceOf(StockChangedException.class);
        }
        reservations.extend(tree.a.admin(), one);
        var extended = reservations.list(tree.a.admin()).getFirst();
        assertThat(extended.until()).isEqualTo(until.plus(Duration.ofDays(14)));
        assertThat(extended.extendable()).isFalse();
        assertThatThrownBy(() -> reservations.extend(tree.a.admin(), one)).isInstanceOf(StockChangedException.class);

        reservations.cancel(tree.a.admin(), one);
        assertThat(kept(tree.a)).isEmpty();
        assertThat(offered(tree.b)).isEqualTo(one);
        assertThat(tree.status(tree.o, one.getFirst())).isEqualTo("FREE");
    }

    @Test
    void takesWhatIsReservedAtThePriceOfNow() {
        var one = tree.load(tree.o, 1);
        reservations.reserve(tree.a.admin(), ALL, 1);
        assertThat(reservations.list(tree.a.admin()).getFirst().offered().recurring())
                .isEqualByComparingTo("2.50");

        assertThatThrownBy(() -> reservations.take(tree.a.admin(), one, new BigDecimal("2.49")))
                .isInstanceOf(StockChangedException.class);
        reservations.take(tree.a.admin(), one, new BigDecimal("2.50"));

        assertThat(tree.status(tree.a, one.getFirst())).isEqualTo("FREE");
        assertThat(tree.status(tree.o, one.getFirst())).isEqualTo("GIVEN");
        assertThat(kept(tree.a)).isEmpty();
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void reservesNoMoreThanTheLimitHoweverManyAskAtOnce() throws Exception {
        tree.load(tree.o, 60);
        Callable<Integer> five =
                () -> reservations.reserve(tree.a.admin(), ALL, 5).size();
        var refused = new ArrayList<Throwable>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var future : threads.invokeAll(Collections.nCopies(8, five))) {
                try {
                    future.get();
                } catch (ExecutionException failure) {
                    refused.add(failure.getCause());
                }
            }
        }

        assertThat(refused).hasSize(4).allMatch(LimitExceededException.class::isInstance);
        assertThat(kept(tree.a)).hasSize(20);
        assertThat(reservations.reserve(tree.b.admin(), ALL, 20))
                .as("a limit of its own")
                .hasSize(20);
    }

    @Test
    void whoMayNotTakeReservesNothing() {
        tree.load(tree.o, 1);

        assertThatThrownBy(() -> reservations.reserve(tree.a.viewer(), ALL, 1))
                .isInstanceOf(RightMissingException.class);
    }

    @Test
    void whatLapsesIsOfferedAgainAtTheMomentWithoutAnyJob() {
        var reservations = new OfferReservations(tree.transactions(), language);
        var offer = new Offer(tree.transactions(), language, json);
        var one = tree.load(tree.o, 1);
        reservations.reserve(tree.a.admin(), ALL, 1);

        tree.clock().advance(Duration.ofDays(14).minusSeconds(1));
        assertThat(reservations.list(tree.a.admin())).hasSize(1);
        assertThat(offer.page(tree.b.admin(), ALL, null, 10)).isEmpty();

        tree.clock().advance(Duration.ofSeconds(1));
        assertThat(reservations.list(tree.a.admin())).isEmpty();
        assertThat(now(one.getFirst())).isEqualTo("FREE");
        assertThat(offer.page(tree.b.admin(), ALL, null, 10)).hasSize(1);
        assertThatThrownBy(() -> reservations.extend(tree.a.admin(), one)).isInstanceOf(StockChangedException.class);
        assertThatThrownBy(() -> reservations.cancel(tree.a.admin(), one)).isInstanceOf(StockChangedException.class);
        assertThatThrownBy(() -> reservations.take(tree.a.admin(), one, ANY_PRICE))
                .isInstanceOf(StockChangedException.class);
        assertThat(reservations.reserve(tree.b.admin(), ALL, 1)).isEqualTo(one);
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void aClerkSeesNoPricesAndSoReservesAndTakesNothing() {
        var one = tree.load(tree.o, 1);
        var clerk = tree.clerk(tree.a);
        assertThatThrownBy(() -> reservations.reserve(clerk, ALL, 1)).isInstanceOf(RightMissingException.class);
        reservations.reserve(tree.a.admin(), ALL, 1);
        assertThatThrownBy(() -> reservations.list(clerk)).isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> reservations.take(clerk, one, ANY_PRICE)).isInstanceOf(RightMissingException.class);
        for (var looking : List.of(clerk, tree.a.viewer())) {
            assertThatThrownBy(() -> reservations.extend(looking, one)).isInstanceOf(RightMissingException.class);
            assertThatThrownBy(() -> reservations.cancel(looking, one)).isInstanceOf(RightMissingException.class);
        }
        assertThat(kept(tree.a)).isEqualTo(one);
    }

    @Test
    void theTenantAboveSeesForWhomAndMayCancel() {
        var one = tree.load(tree.o, 1);
        reservations.reserve(tree.a.admin(), ALL, 1);
        assertThat(tree.holding(tree.o, one.getFirst()).get("reserved_child_id", Integer.class))
                .isEqualTo(tree.a.id());

        tree.chain(
                tree.o,
                "CANCEL_RESERVATION",
                "select cancel_reservations(?::text[], '{RESERVED}', ?::timestamptz)",
                (Object) TestTree.array(one));

        assertThat(kept(tree.a)).isEmpty();
        assertThat(offered(tree.b)).isEqualTo(one);
        assertThat(activity(tree.a)).as("its own doing alone").containsExactly("RESERVE 1 A");
    }

    @Test
    void whatASuspendedChildReservedLapsesAllTheSame() {
        var one = tree.load(tree.o, 1);
        var here = new OfferReservations(tree.transactions(), language);
        here.reserve(tree.a.admin(), ALL, 1);
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update tenant set status = 'SUSPENDED' where operator_id = ? and tenant_id = ?",
                                tree.o.id(),
                                tree.a.id()));

        assertThatThrownBy(() -> here.extend(tree.a.admin(), one)).isInstanceOf(ActorRefusedException.class);
        assertThatThrownBy(() -> here.list(tree.a.admin())).isInstanceOf(ActorRefusedException.class);
        assertThat(now(one.getFirst())).isEqualTo("RESERVED");
        tree.clock().advance(Duration.ofDays(14));
        assertThat(now(one.getFirst())).isEqualTo("FREE");
        assertThat(here.reserve(tree.b.admin(), ALL, 1)).isEqualTo(one);
    }

    @Test
    void itIsInTheActivityOfBothLevelsAndOfNobodyElse() {
        tree.load(tree.o, 3);
        var two = reservations.reserve(tree.a.admin(), ALL, 2);
        reservations.extend(tree.a.admin(), two);
        reservations.cancel(tree.a.admin(), two.subList(0, 1));

        var expected = List.of("RESERVE 2 A", "EXTEND_RESERVATION 2 A", "CANCEL_RESERVATION 1 A");
        assertThat(activity(tree.a)).isEqualTo(expected);
        assertThat(activity(tree.o)).isEqualTo(expected);
        for (var other : List.of(tree.b, tree.a1, tree.ca, tree.p, tree.q)) {
            assertThat(activity(other)).as(other.name()).isEmpty();
        }
    }

    /** The state of a number of the operator's as everything reads it, at the tree's time. */
    private String now(String number) {
        return tree.read(
                tree.o,
                ctx -> String.valueOf(
                        ctx.sql().fetchValue("""
                select effective_state(h.state, h.until, ?::timestamptz)::text from did_holding h
                where h.operator_id = ? and h.tenant_id = ? and h.number = ?
                """, ctx.now().toString(), tree.o.operatorId(), tree.o.id(), number)));
    }

    /** What reservations the tenant's Activity tells of, the oldest first: what, how many, who. */
    private List<String> activity(Member member) {
        return tree.read(
                member,
                ctx -> ctx.sql()
                        .fetch("""
                select a.operation, a.numbers, a.by_tenant_id from activity a
                where a.operator_id = ? and a.tenant_id = ? and a.operation like '%RESERV%' order by a.entry
                """, member.operatorId(), member.id())
                        .map(row -> row.get(0) + " " + row.get(1) + " "
                                + (row.get(2, Integer.class) == tree.a.id() ? "A" : "other")));
    }

    private List<String> kept(Member member) {
        return reservations.list(member.admin()).stream()
                .map(reserved -> reserved.offered().number())
                .toList();
    }

    private List<String> offered(Member member) {
        return offer.page(member.admin(), ALL, null, 200).stream()
                .map(OfferedNumber::number)
                .toList();
    }
}
