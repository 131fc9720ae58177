package com.didstock.pricing;

import static com.didstock.pricing.PricingBatchesTest.assertNotThere;
import static com.didstock.pricing.PricingBatchesTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssignedBatchesTest {

    private final TestTree tree = TestTree.plant();
    private final AssignedBatches assigned = new AssignedBatches(tree.transactions());

    @Test
    void theyAreKeptInTheirOrderWithWhatTheyCover() {
        int other = tree.batch(tree.o, "Other", "RESELLERS", "EUR");
        var coverage = new Coverage(Set.of("DE", "FR"), Set.of("GEOGRAPHIC"), Set.of());

        assigned.set(
                tree.o.admin(),
                tree.a.id(),
                List.of(new BatchAssignment(other, coverage), all(tree.wholesale(tree.o))));

        var now = assigned.list(tree.o.viewer(), tree.a.id());
        assertThat(now).extracting(it -> it.batch().id()).containsExactly(other, tree.wholesale(tree.o));
        assertThat(now).extracting(AssignedBatch::coverage).containsExactly(coverage, Coverage.ALL);

        assigned.set(tree.o.admin(), tree.a.id(), List.of(all(tree.wholesale(tree.o)), all(other)));
        assertThat(assigned.list(tree.o.admin(), tree.a.id()))
                .extracting(it -> it.batch().name())
                .containsExactly("Wholesale", "Other");
    }

    @Test
    void theFirstThatCoversANumberPricesIt() {
        int dear = tree.batch(tree.o, "Dear", "RESELLERS", "EUR");
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update pricing_batch set recurring_fee = 5 where id = ?", dear));
        tree.load(tree.o, TestTree.freshNumbers(1), Facts.BERLIN.in("FR", "Paris"));
        assigned.set(
                tree.o.admin(),
                tree.a.id(),
                List.of(
                        new BatchAssignment(dear, new Coverage(Set.of("FR"), Set.of(), Set.of())),
                        all(tree.wholesale(tree.o))));

        var taken = tree.take(tree.a, 1);

        assertThat(tree.holding(tree.a, taken.getFirst()).get("recurring_cost", java.math.BigDecimal.class))
                .isEqualByComparingTo("7.00");
    }

    @Test
    void withoutAnAssignedBatchAChildTakesNothing() {
        tree.load(tree.o, 1);
        assigned.set(tree.o.admin(), tree.a.id(), List.of());

        assertThat(tree.take(tree.a, 1)).isEmpty();
    }

    @Test
    void onlyBatchesForTheChildsKindAndInItsCurrencyFit() {
        int dollars = tree.batch(tree.o, "Dollars", "RESELLERS", "USD");
        int before = assigned.list(tree.o.admin(), tree.a.id()).size();

        assertRefused(
                BatchRefusal.BATCH_FOR_OTHERS,
                () -> assigned.set(tree.o.admin(), tree.a.id(), List.of(all(tree.retail(tree.o)))),
                "Retail");
        assertRefused(
                BatchRefusal.BATCH_IN_OTHER_CURRENCY,
                () -> assigned.set(tree.o.admin(), tree.a.id(), List.of(all(dollars))),
                "Dollars",
                "EUR");
        assertRefused(
                BatchRefusal.ASSIGNED_TWICE,
                () -> assigned.set(
                        tree.o.admin(),
                        tree.a.id(),
                        List.of(all(tree.wholesale(tree.o)), all(tree.wholesale(tree.o)))));
        assertRefused(
                BatchRefusal.COUNTRY_UNKNOWN,
                () -> assigned.set(
                        tree.o.admin(),
                        tree.a.id(),
                        List.of(new BatchAssignment(
                                tree.wholesale(tree.o), new Coverage(Set.of("XX"), Set.of(), Set.of())))),
                "XX");

        assertThat(assigned.list(tree.o.admin(), tree.a.id())).hasSize(before);
        assertThat(assigned.fitting(tree.o.admin(), tree.a.id()))
                .extracting(PricingBatch::name)
                .containsExactly("Wholesale");
        assertThat(assigned.fitting(tree.a.admin(), tree.ca.id()))
                .extracting(PricingBatch::name)
                .containsExactly("Retail");
    }

    @Test
    void othersBatchesGroupsAndChildrenAreNotThere() {
        int groupOfB = tree.write(
                tree.b,
                "TEST",
                ctx -> ((Number) java.util.Objects.requireNonNull(ctx.sql()
                                .fetchValue(
                                        "insert into did_group (operator_id, tenant_id, name) values (?, ?, 'G') returning id",
                                        tree.b.operatorId(),
                                        tree.b.id())))
                        .intValue());

        assertNotThere(() -> assigned.set(tree.o.admin(), tree.a.id(), List.of(all(tree.wholesale(tree.b)))));
        assertNotThere(() -> assigned.set(tree.o.admin(), tree.a.id(), List.of(all(tree.wholesale(tree.p)))));
        assertNotThere(() -> assigned.set(
                tree.o.admin(),
                tree.a.id(),
                List.of(new BatchAssignment(
                        tree.wholesale(tree.o), new Coverage(Set.of(), Set.of(), Set.of(groupOfB))))));
        // A grandchild, a sibling, oneself, the tenant above, another operator's: nobody's child is another's.
        for (var other : List.of(tree.a1, tree.ca1, tree.o, tree.q)) {
            assertNotThere(() -> assigned.list(tree.o.admin(), other.id()));
            assertNotThere(() -> assigned.fitting(tree.o.admin(), other.id()));
            assertNotThere(() -> assigned.set(tree.o.admin(), other.id(), List.of()));
        }
        for (Member asker : List.of(tree.a, tree.a1, tree.ca, tree.p, tree.q)) {
            assertNotThere(() -> assigned.list(asker.admin(), tree.b.id()));
            assertNotThere(() -> assigned.list(asker.admin(), tree.a.id()));
        }
        assertThat(assigned.list(tree.o.admin(), tree.a.id())).hasSize(1);
    }

    private static BatchAssignment all(int batch) {
        return new BatchAssignment(batch, Coverage.ALL);
    }
}
