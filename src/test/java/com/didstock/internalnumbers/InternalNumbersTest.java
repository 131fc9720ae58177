package com.didstock.internalnumbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.PageRequest;
import com.didstock.provisioning.AccountRefusal;
import com.didstock.provisioning.Accounts;
import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.LedgerPostings;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class InternalNumbersTest {

    private final TestTree tree = TestTree.plant();
    private final InternalRanges ranges = new InternalRanges(tree.transactions());
    private final InternalNumbers numbers = new InternalNumbers(tree.transactions());
    private final InternalLimits limits = new InternalLimits(tree.transactions());

    @Autowired
    Accounts accounts;

    @Autowired
    NumberInventory inventory;

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
        Invariants.hold(tree.p.operatorId());
    }

    // ------------------------------------------------------------------------------------------- ranges

    @Test
    void aRangeOfAMillionNumbersHasNoRowsUntilOneIsTaken() {
        ranges.add(tree.o.admin(), "000000", "999999", null);
        assertThat(rows("did")).isZero();

        assertThat(numbers.offered(tree.ca1.admin(), "", null, 3)).containsExactly("000000", "000001", "000002");
        assertThat(numbers.offered(tree.ca1.admin(), "%VOIP", null, 3)).containsExactly("008647", "018647", "028647");
        assertThat(numbers.offered(tree.ca1.admin(), "99_9_9", null, 200)).hasSize(100);
        assertThat(numbers.offered(tree.ca1.admin(), "4711", "471198", 3)).containsExactly("471199");

        numbers.take(tree.ca1.admin(), List.of("471100"));
        assertThat(rows("did")).isOne();
        assertThat(rows("did_holding")).isEqualTo(4);
        assertThat(ranges.list(tree.o.admin())).singleElement().satisfies(range -> {
            assertThat(range.size()).isEqualTo(1_000_000);
            assertThat(range.used()).isOne();
        });
        assertThat(numbers.offered(tree.ca1.admin(), "4711", null, 1)).containsExactly("471101");

        numbers.giveBack(tree.ca1.admin(), List.of("471100"));
        assertThat(rows("did_holding")).isZero();
        assertThat(numbers.offered(tree.ca1.admin(), "4711", null, 1)).containsExactly("471100");
    }

    @Test
    void shorterNumbersComeFirstAndPagesGoOnWhereTheyEnded() {
        ranges.add(tree.o.admin(), "5000", "5001", null);
        ranges.add(tree.o.admin(), "080", "081", null);
        ranges.add(tree.o.admin(), "700", "700", null);

        assertThat(numbers.offered(tree.ca.admin(), "", null, 50)).containsExactly("080", "081", "700", "5000", "5001");
        assertThat(numbers.offered(tree.ca.admin(), "", "081", 2)).containsExactly("700", "5000");
        assertThat(numbers.offered(tree.ca.admin(), "=700", null, 50)).containsExactly("700");
        assertThat(numbers.offered(tree.ca.admin(), "+700", null, 50)).isEmpty();
        assertThat(numbers.offered(tree.ca.admin(), "7#", null, 50)).isEmpty();
    }

    @Test
    void aResellersBlockIsSeenByItsSubtreeAloneAndAllOthersShareTheRest() {
        ranges.add(tree.o.admin(), "100", "109", null);
        ranges.add(tree.o.admin(), "200", "209", tree.a.id());
        var outsider = tree.customer(tree.o, "Direct");

        assertThat(numbers.offered(tree.ca.admin(), "", null, 1)).containsExactly("200");
        assertThat(numbers.offered(tree.ca1.admin(), "", null, 1)).containsExactly("200");
        assertThat(numbers.offered(tree.cb.admin(), "", null, 1)).containsExactly("100");
        assertThat(numbers.offered(outsider.admin(), "2", null, 50)).isEmpty();
        refused(InternalRefusal.NOT_OFFERED, () -> numbers.take(tree.cb.admin(), List.of("200")));
        refused(InternalRefusal.NOT_OFFERED, () -> numbers.take(tree.ca.admin(), List.of("100")));

        // The nearest block counts.
        ranges.add(tree.o.admin(), "300", "309", tree.a1.id());
        assertThat(numbers.offered(tree.ca1.admin(), "", null, 1)).containsExactly("300");
        assertThat(numbers.offered(tree.ca.admin(), "", null, 1)).containsExactly("200");
    }

    @Test
    void rangesAreCheckedAndNeverShareANumber() {
        var range = ranges.add(tree.o.admin(), "100", "199", null);
        refused(InternalRefusal.OVERLAP, () -> ranges.add(tree.o.admin(), "150", "160", null));
        refused(InternalRefusal.OVERLAP, () -> ranges.add(tree.o.admin(), "199", "250", tree.a.id()));
        refused(InternalRefusal.NOT_INTERNAL, () -> ranges.add(tree.o.admin(), "12", "19", null));
        refused(InternalRefusal.NOT_INTERNAL, () -> ranges.add(tree.o.admin(), "1000000", "1000001", null));
        refused(InternalRefusal.LENGTHS_DIFFER, () -> ranges.add(tree.o.admin(), "300", "3000", null));
        refused(InternalRefusal.LAST_BEFORE_FIRST, () -> ranges.add(tree.o.admin(), "399", "300", null));
        refused(InternalRefusal.NOT_A_RESELLER, () -> ranges.add(tree.o.admin(), "300", "399", tree.ca.id()));
        refused(InternalRefusal.NOT_A_RESELLER, () -> ranges.add(tree.o.admin(), "300", "399", tree.q.id()));
        ranges.add(tree.o.admin(), "1000", "1999", null);
        ranges.add(tree.p.admin(), "100", "199", null);

        numbers.take(tree.ca.admin(), List.of("101"));
        refused(InternalRefusal.RANGE_IN_USE, () -> ranges.remove(tree.o.admin(), range.id()));
        numbers.giveBack(tree.ca.admin(), List.of("101"));
        ranges.remove(tree.o.admin(), range.id());
        assertThat(numbers.offered(tree.ca.admin(), "1", null, 1)).containsExactly("1000");
    }

    @Test
    void onlyTheOperatorHasRangesAndOnlyCustomersHaveInternalNumbers() {
        var range = ranges.add(tree.o.admin(), "100", "199", null);
        for (var other : List.of(tree.a, tree.a1, tree.ca, tree.b)) {
            notThere(() -> ranges.list(other.admin()));
            notThere(() -> ranges.resellers(other.admin()));
        }
        for (var reseller : List.of(tree.a, tree.a1, tree.b)) {
            notThere(() -> ranges.remove(reseller.admin(), range.id()));
        }
        notThere(() -> ranges.add(tree.a.admin(), "300", "399", null));
        notThere(() -> ranges.remove(tree.p.admin(), range.id()));
        assertThat(ranges.list(tree.p.admin())).isEmpty();
        assertThatThrownBy(() -> ranges.add(tree.o.viewer(), "300", "399", null))
                .isInstanceOf(RightMissingException.class);
        for (var seller : List.of(tree.o, tree.a, tree.a1)) {
            notThere(() -> numbers.offered(seller.admin(), "", null, 1));
            notThere(() -> numbers.held(seller.admin()));
            notThere(() -> numbers.allowance(seller.admin()));
            notThere(() -> numbers.take(seller.admin(), List.of("100")));
        }
        assertThat(numbers.offered(tree.ca.admin(), "", null, 1)).containsExactly("100");
    }

    // ------------------------------------------------------------------------------------------- taking

    @Test
    void aTakenNumberIsFreeOfChargeAtEveryLevelAndNeverMakesACharge() {
        ranges.add(tree.o.admin(), "100", "199", null);
        tree.clock()
                .set(tree.clock()
                        .instant()
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .withDayOfMonth(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
        assertThat(numbers.take(tree.ca1.admin(), List.of("101", "100"))).containsExactly("100", "101");
        var paid = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, paid);

        for (var level : List.of(tree.o, tree.a, tree.a1, tree.ca1)) {
            var row = tree.holding(level, "100");
            assertThat(row.get("recurring_cost", String.class)).as(level.name()).startsWith("0");
            assertThat(row.get("free_of_charge", Boolean.class)).isTrue();
            assertThat(row.get("origin", String.class))
                    .isEqualTo(level == tree.a || level == tree.a1 ? "ON_PROVISION" : "STOCK");
        }
        assertThat(tree.status(tree.b, "100")).isEqualTo("ABSENT");
        accounts.create(tree.ca1.admin(), tree.ca1.id(), "100", "Reception");
        tree.clock().advance(Duration.ofDays(40));
        LedgerPostings.over(TestDatabase.get().app())
                .post(tree.o.operatorId(), ZoneOffset.UTC, tree.clock().instant(), 1_000);

        assertThat(count(
                        "select count(*) from didstock.charge where operator_id = %d and number = '%s'",
                        paid.getFirst()))
                .isPositive();
        assertThat(count("select count(*) from didstock.charge where operator_id = %d and length(number) < 7", ""))
                .isZero();
    }

    @Test
    void internalNumbersAreNotAmongTheOthersUnlessAskedFor() {
        ranges.add(tree.o.admin(), "4931", "4939", null);
        var stock = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock);
        numbers.take(tree.ca.admin(), List.of("4931"));

        for (var level : List.of(tree.o, tree.a, tree.ca)) {
            var everything = inventory.page(level.admin(), InventoryFilter.EVERYTHING, PageRequest.FIRST);
            assertThat(everything.rows()).as(level.name()).extracting("number").isEqualTo(stock);
            assertThat(inventory
                            .count(level.admin(), InventoryFilter.EVERYTHING)
                            .value())
                    .isOne();
            assertThat(inventory.tiles(level.admin()).total()).isOne();
            var asked = InventoryFilter.EVERYTHING.withText("4931");
            assertThat(inventory.page(level.admin(), asked, PageRequest.FIRST).rows())
                    .extracting("number")
                    .contains("4931");
        }
    }

    @Test
    void aCustomerTakesUpToItsLimitWhichResellersMayLowerAndOnlyTheOperatorRaises() {
        ranges.add(tree.o.admin(), "100", "199", null);
        assertThat(numbers.allowance(tree.ca1.admin()).most()).isEqualTo(10);
        limits.limit(tree.a1.admin(), tree.ca1.id(), 2);
        assertThat(numbers.allowance(tree.ca1.admin()).most()).isEqualTo(2);
        limits.limit(tree.a1.admin(), tree.ca1.id(), 50);
        assertThat(numbers.allowance(tree.ca1.admin()).most()).as("not raised").isEqualTo(10);
        limits.limit(tree.o.admin(), tree.a.id(), 20);
        assertThat(numbers.allowance(tree.ca1.admin()).most()).isEqualTo(20);
        limits.limit(tree.a.admin(), tree.a1.id(), 3);
        assertThat(numbers.allowance(tree.ca1.admin()).most()).isEqualTo(3);

        numbers.take(tree.ca1.admin(), List.of("100", "101"));
        refused(InternalRefusal.LIMIT, () -> numbers.take(tree.ca1.admin(), List.of("102", "103")));
        assertThat(numbers.held(tree.ca1.admin())).hasSize(2);
        assertThat(numbers.allowance(tree.ca1.admin()).left()).isOne();
        assertThat(limits.list(tree.a1.admin())).singleElement().satisfies(child -> {
            assertThat(child.used()).isEqualTo(2);
            assertThat(child.said()).isEqualTo(50);
        });

        refused(InternalRefusal.LIMIT_OUT_OF_RANGE, () -> limits.limit(tree.a1.admin(), tree.ca1.id(), -1));
        for (var stranger : List.of(tree.o, tree.a, tree.b, tree.p, tree.ca1)) {
            notThere(() -> limits.limit(stranger == tree.ca1 ? tree.q.admin() : stranger.admin(), tree.ca1.id(), 5));
        }
        assertThatThrownBy(() -> limits.limit(tree.a1.viewer(), tree.ca1.id(), 5))
                .isInstanceOf(RightMissingException.class);
    }

    @Test
    void anotherOperatorsNetworkHasTheSameNumbersForItself() {
        ranges.add(tree.o.admin(), "100", "199", null);
        ranges.add(tree.p.admin(), "100", "199", null);
        var other = tree.customer(tree.q, "CQ");

        numbers.take(tree.ca.admin(), List.of("100"));
        numbers.take(other.admin(), List.of("100"));

        assertThat(numbers.held(other.admin()))
                .extracting(InternalNumber::number)
                .containsExactly("100");
        refused(InternalRefusal.TAKEN, () -> numbers.take(tree.cb.admin(), List.of("100")));
        assertThat(numbers.held(tree.cb.admin())).isEmpty();
    }

    @Test
    void ofTwoWhoTakeTheSameNumberOneWinsAndTheOtherIsToldPlainly() throws Exception {
        ranges.add(tree.o.admin(), "100", "199", null);
        for (int round = 0; round < 10; round++) {
            var wanted = List.of(Integer.toString(150 + 2 * round), Integer.toString(151 + 2 * round));
            var outcomes = together(
                    () -> attempt(tree.ca, wanted),
                    () -> attempt(tree.cb, wanted.reversed()),
                    () -> attempt(tree.ca1, wanted));
            assertThat(outcomes).containsExactlyInAnyOrder("got", "TAKEN", "TAKEN");
            for (var customer : List.of(tree.ca, tree.cb, tree.ca1)) {
                var held = numbers.held(customer.admin());
                if (!held.isEmpty()) {
                    numbers.giveBack(
                            customer.admin(),
                            held.stream().map(InternalNumber::number).toList());
                }
            }
        }
    }

    @Test
    void takingTwiceAtOnceStaysWithinTheLimit() throws Exception {
        ranges.add(tree.o.admin(), "100", "199", null);
        limits.limit(tree.a.admin(), tree.ca.id(), 3);

        var outcomes = together(
                () -> attempt(tree.ca, List.of("100", "101")),
                () -> attempt(tree.ca, List.of("102", "103")),
                () -> attempt(tree.ca, List.of("104", "105")));

        assertThat(outcomes).containsExactlyInAnyOrder("got", "LIMIT", "LIMIT");
        assertThat(numbers.held(tree.ca.admin())).hasSize(2);
    }

    @Test
    void numbersThatAreInStockAlreadyAreNotOpenedAgain() {
        ranges.add(tree.o.admin(), "100", "199", null);
        tree.load(
                tree.o,
                List.of("100"),
                TestTree.Facts.BERLIN.in(null, null).ofType("INTERNAL").free());

        assertThat(numbers.offered(tree.ca.admin(), "", null, 1)).containsExactly("101");
        refused(InternalRefusal.TAKEN, () -> numbers.take(tree.ca.admin(), List.of("100")));
        refused(InternalRefusal.NOT_OFFERED, () -> numbers.take(tree.ca.admin(), List.of("112")));
    }

    // ------------------------------------------------------------------------------------------- use and return

    @Test
    void anAccountUsesItAndItIsReturnedOnlyAfterwards() {
        ranges.add(tree.o.admin(), "100", "199", null);
        refused(AccountRefusal.NOT_HELD, () -> accounts.create(tree.ca1.admin(), tree.ca1.id(), "100", ""));
        numbers.take(tree.ca1.admin(), List.of("100"));
        var account = accounts.create(tree.ca1.admin(), tree.ca1.id(), "100", "Reception");
        for (var level : List.of(tree.o, tree.a, tree.a1, tree.ca1)) {
            assertThat(tree.status(level, "100")).isEqualTo("IN_USE");
        }
        refused(InternalRefusal.IN_USE, () -> numbers.giveBack(tree.ca1.admin(), List.of("100")));
        refused(InternalRefusal.IN_USE, () -> numbers.giveBack(tree.ca.admin(), List.of("100")));

        tree.clock().advance(Duration.ofDays(3));
        accounts.delete(tree.ca1.admin(), tree.ca1.id(), account.id(), null);
        assertThat(tree.status(tree.ca1, "100")).as("the customer had taken it").isEqualTo("FREE");
        numbers.giveBack(tree.ca1.admin(), List.of("100"));

        for (var level : List.of(tree.o, tree.a, tree.a1, tree.ca1)) {
            assertThat(tree.status(level, "100")).isEqualTo("ABSENT");
        }
        assertThat(numbers.take(tree.cb.admin(), List.of("100")))
                .as("free at once")
                .containsExactly("100");
    }

    @Test
    void whoeverBringsItBackFromTheCustomerGivesItBackToTheRange() {
        ranges.add(tree.o.admin(), "100", "199", null);
        numbers.take(tree.ca1.admin(), List.of("100", "101", "102", "103"));
        var account = accounts.create(tree.a1.admin(), tree.ca1.id(), "103", "");

        tree.release(tree.ca1, List.of("100"));
        tree.recall(tree.a1, List.of("101"));
        tree.recall(tree.o, List.of("102"));
        accounts.delete(tree.a1.admin(), tree.ca1.id(), account.id(), AfterUse.BACK_TO_BATCH);

        for (var number : List.of("100", "101", "102", "103")) {
            for (var level : List.of(tree.o, tree.a, tree.a1, tree.ca1)) {
                assertThat(tree.status(level, number))
                        .as("%s of %s", number, level)
                        .isEqualTo("ABSENT");
            }
        }
        assertThat(numbers.held(tree.ca1.admin())).isEmpty();
        assertThat(numbers.take(tree.cb.admin(), List.of("100", "101", "102", "103")))
                .hasSize(4);
    }

    // ------------------------------------------------------------------------------------------- parts

    private String attempt(Member customer, List<String> wanted) {
        try {
            numbers.take(customer.admin(), wanted);
            return "got";
        } catch (RefusedException refused) {
            return refused.reason().name();
        }
    }

    @SafeVarargs
    private static List<String> together(Callable<String>... works) throws Exception {
        var start = new CyclicBarrier(works.length);
        try (var threads = Executors.newFixedThreadPool(works.length)) {
            var futures = new ArrayList<java.util.concurrent.Future<String>>();
            for (var work : works) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            var outcomes = new ArrayList<String>();
            for (var future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    private static void refused(@Nullable Object reason, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static void notThere(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(NotThereException.class);
    }

    private long rows(String table) {
        return count("select count(*) from didstock." + table + " where operator_id = %d", "");
    }

    private long count(String sql, String number) {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql.formatted(tree.o.operatorId(), number))) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
