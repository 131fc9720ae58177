package com.didstock.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.inventory.HitCount;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class OfferTest {

    private static final OfferFilter ALL = OfferFilter.EVERYTHING;

    @Autowired
    Offer offer;

    TestTree tree;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
    }

    // ------------------------------------------------------------------------------------------- what is offered

    @Test
    void showsNumberFactsAndTheOwnPriceAndNothingElse() {
        var number = tree.load(tree.o, 1).getFirst();

        assertThat(offer.page(tree.a.admin(), ALL, null, 50))
                .containsExactly(new OfferedNumber(
                        number,
                        "DE",
                        "Berlin",
                        "GEOGRAPHIC",
                        "STANDARD",
                        false,
                        new BigDecimal("1.20"),
                        new BigDecimal("2.50"),
                        "EUR"));
    }

    @Test
    void offersWhatIsFreeAndInNoBatchOrInOneAssignedToTheChild() {
        var free = tree.load(tree.o, 2);
        var assigned = tree.load(tree.o, 2);
        var otherBatch = tree.load(tree.o, 2);
        var given = tree.load(tree.o, 1);
        tree.load(tree.o, TestTree.freshNumbers(2), Facts.BERLIN, false);
        tree.load(tree.o, List.of("471"), Facts.BERLIN.ofType("INTERNAL").free());
        tree.load(tree.b, 3);
        tree.put(tree.o, tree.wholesale(tree.o), assigned);
        tree.put(tree.o, tree.retail(tree.o), otherBatch);
        tree.give(tree.o, tree.b, given);

        assertThat(offered(tree.a))
                .containsExactlyInAnyOrder(free.get(0), free.get(1), assigned.get(0), assigned.get(1));
        assertThat(offer.count(tree.a.admin(), ALL)).isEqualTo(new HitCount(4, true));
        assertThat(offered(tree.b)).isEqualTo(offered(tree.a));
        assertThat(offered(tree.a1)).as("A holds none").isEmpty();
        assertThat(offered(tree.o)).as("nobody is above").isEmpty();
        assertThat(offered(tree.q)).as("another operator").isEmpty();
    }

    @Test
    void searchesAndFiltersTheOffer() {
        var berlin = tree.load(tree.o, 3);
        var vienna = tree.load(
                tree.o,
                TestTree.freshNumbers(2),
                Facts.BERLIN.in("AT", "Wien_1").ofType("MOBILE"));

        assertThat(offered(tree.a, ALL.withCountry("AT"))).isEqualTo(vienna);
        assertThat(offered(tree.a, ALL.withNumberType("GEOGRAPHIC"))).isEqualTo(berlin);
        assertThat(offered(tree.a, ALL.withArea("erl"))).isEqualTo(berlin);
        assertThat(offered(tree.a, ALL.withArea("_1"))).as("no wildcard").isEqualTo(vienna);
        assertThat(offered(tree.a, ALL.withText("%" + berlin.get(1).substring(6))))
                .containsExactly(berlin.get(1));
        assertThat(offered(tree.a, ALL.withText("=" + berlin.get(2)))).containsExactly(berlin.get(2));
        assertThat(offered(tree.a, ALL.withText("not # a number"))).isEmpty();
        assertThat(offered(tree.a, ALL.withText(berlin.get(0) + "," + vienna.get(0))))
                .containsExactly(berlin.get(0), vienna.get(0));
        assertThat(offer.page(tree.a.admin(), ALL, berlin.get(1), 2))
                .extracting(OfferedNumber::number)
                .containsExactly(berlin.get(2), vienna.get(0));
    }

    // ------------------------------------------------------------------------------------------- taking

    @Test
    void takesAsManyAsAskedForAtTheOwnPrice() {
        var stock = tree.load(tree.o, 5);

        var preview = offer.preview(tree.a.admin(), ALL, 3);
        assertThat(preview.numbers()).isEqualTo(3);
        assertThat(preview.activation()).isEqualByComparingTo("3.60");
        assertThat(preview.recurring()).isEqualByComparingTo("7.50");
        assertThat(offered(tree.a)).as("a preview takes nothing").hasSize(5);
        var taken = offer.take(tree.a.admin(), preview);

        assertThat(taken.numbers()).hasSize(3).isSubsetOf(stock);
        assertThat(taken.activation()).isEqualByComparingTo("3.60");
        assertThat(taken.recurring()).isEqualByComparingTo("7.50");
        for (var number : taken.numbers()) {
            assertThat(tree.status(tree.a, number)).isEqualTo("FREE");
            assertThat(tree.status(tree.o, number)).isEqualTo("GIVEN");
        }
        assertThat(offered(tree.a)).hasSize(2);
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void takesTheChosenOnes() {
        var stock = tree.load(tree.o, 5);
        var chosen = List.of(stock.get(1), stock.get(3));

        var taken = offer.take(tree.a.admin(), offer.preview(tree.a.admin(), ALL.withNumbers(chosen), 2));

        assertThat(taken.numbers()).isEqualTo(chosen);
    }

    @Test
    void takesFewerWhereThereAreNoMore() {
        var stock = tree.load(tree.o, 2);
        var preview = offer.preview(tree.a.admin(), ALL, 10);
        assertThat(preview.numbers()).isEqualTo(2);
        tree.give(tree.o, tree.b, stock.subList(0, 1));

        assertThat(offer.take(tree.a.admin(), preview).numbers()).containsExactly(stock.get(1));
        assertThat(offer.take(tree.a.admin(), offer.preview(tree.a.admin(), ALL, 1))
                        .numbers())
                .isEmpty();
    }

    @Test
    void chosenNumbersOfOthersAreNotThere() {
        var ofB = tree.load(tree.b, 1);
        var ofP = tree.load(tree.p, 1);
        var filter = ALL.withNumbers(List.of(ofB.getFirst(), ofP.getFirst()));

        var preview = offer.preview(tree.a.admin(), filter, 2);

        assertThat(preview.numbers()).isZero();
        assertThat(offer.take(tree.a.admin(), preview).numbers()).isEmpty();
        assertThat(tree.status(tree.b, ofB.getFirst())).isEqualTo("FREE");
        assertThat(tree.status(tree.p, ofP.getFirst())).isEqualTo("FREE");
    }

    @Test
    void takesNothingIfThePriceRoseSinceThePreview() throws SQLException {
        tree.load(tree.o, 3);
        var preview = offer.preview(tree.a.admin(), ALL, 3);
        var batch = tree.wholesale(tree.o);
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update pricing_batch set recurring_fee = 0.60 where id = ?", batch));

        assertThatThrownBy(() -> offer.take(tree.a.admin(), preview)).isInstanceOf(PriceRoseException.class);

        assertThat(offered(tree.a)).hasSize(3);
        assertThat(offer.take(tree.a.admin(), offer.preview(tree.a.admin(), ALL, 3))
                        .recurring())
                .isEqualByComparingTo("7.80");
    }

    @Test
    void keepsToTheLimitsOfTheTaker() throws SQLException {
        tree.load(tree.o, 10);
        asAdministrator("update didstock.tenant set max_numbers = 4 where tenant_id = " + tree.a.id());
        asAdministrator("update didstock.tenant set max_monthly_cost = 5.00 where tenant_id = " + tree.b.id());

        assertThatThrownBy(() -> take(tree.a, 5)).isInstanceOf(LimitExceededException.class);
        assertThat(take(tree.a, 3)).hasSize(3);
        assertThatThrownBy(() -> take(tree.a, 2)).isInstanceOf(LimitExceededException.class);
        assertThat(take(tree.a, 1)).hasSize(1);
        assertThatThrownBy(() -> take(tree.b, 3)).isInstanceOf(LimitExceededException.class);
        assertThat(take(tree.b, 2)).hasSize(2);
        assertThat(offered(tree.a)).hasSize(4);
    }

    @Test
    void theSameTakingAskedAgainGivesTheSameNumbersOnce() throws Exception {
        tree.load(tree.o, 20);
        var preview = offer.preview(tree.a.admin(), ALL, 4);

        var first = offer.take(tree.a.admin(), preview);
        assertThat(offer.take(tree.a.admin(), preview)).isEqualTo(first);
        assertThat(offered(tree.a)).hasSize(16);

        var once = offer.preview(tree.a.admin(), ALL, 4);
        var taken = new HashSet<List<String>>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<List<String>> take = () -> offer.take(tree.a.admin(), once).numbers();
            for (var future : threads.invokeAll(Collections.nCopies(4, take))) {
                taken.add(future.get());
            }
        }
        assertThat(taken).hasSize(1);
        assertThat(offered(tree.a)).hasSize(12);
    }

    @Test
    void manyWhoTakeAtOnceNeverGetTheSame() throws Exception {
        var stock = tree.load(tree.o, 200);
        var taken = new ArrayList<String>();

        try (var threads = Executors.newFixedThreadPool(16)) {
            var takers = new ArrayList<Callable<List<String>>>();
            for (var i = 0; i < 16; i++) {
                var taker = i % 2 == 0 ? tree.a : tree.b;
                takers.add(() -> {
                    var mine = new ArrayList<>(take(taker, 8));
                    mine.addAll(take(taker, 5));
                    return mine;
                });
            }
            for (var future : threads.invokeAll(takers)) {
                taken.addAll(future.get());
            }
        }

        assertThat(taken).doesNotHaveDuplicates().isSubsetOf(stock).hasSize(200);
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void onlyWhoMayTakeTakes() {
        tree.load(tree.o, 2);
        var preview = offer.preview(tree.a.admin(), ALL, 1);

        assertThatThrownBy(() -> offer.preview(tree.a.viewer(), ALL, 1)).isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> offer.take(tree.a.viewer(), preview)).isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> offer.take(tree.clerk(tree.ca), preview)).isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> offer.take(tree.clerk(tree.a), preview)).isInstanceOf(RightMissingException.class);
        assertThat(offered(tree.a)).hasSize(2);
    }

    @Test
    void anothersTakingUnderAStolenKeyTellsNothing() {
        tree.load(tree.o, 4);
        var preview = offer.preview(tree.a.admin(), ALL, 2);
        var first = offer.take(tree.a.admin(), preview);

        var second = offer.take(tree.b.admin(), preview);

        assertThat(second.numbers()).hasSize(2).doesNotContainAnyElementsOf(first.numbers());
    }

    // ------------------------------------------------------------------------------------------- words

    private List<String> take(Member taker, int count) {
        return offer.take(taker.admin(), offer.preview(taker.admin(), ALL, count))
                .numbers();
    }

    private List<String> offered(Member child) {
        return offered(child, ALL);
    }

    private List<String> offered(Member child, OfferFilter filter) {
        return offer.page(child.admin(), filter, null, 200).stream()
                .map(OfferedNumber::number)
                .toList();
    }

    private static void asAdministrator(String sql) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
