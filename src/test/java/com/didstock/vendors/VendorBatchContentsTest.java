package com.didstock.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class VendorBatchContentsTest {

    @Autowired
    VendorBatchContents contents;

    @Autowired
    VendorBatches batches;

    private final TestTree tree = TestTree.plant();
    private final int batch = tree.vendorBatch(tree.o);

    @Test
    void allNumbersMoveInWhateverStateAndTheirLabelWithThem() {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers.subList(0, 2));
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));
        tree.setInUse(tree.ca, numbers.subList(0, 1), true);
        var other = another("EUR", "Silver routes");

        assertThat(contents.move(tree.o.admin(), batch, other.id())).isEqualTo(3);

        assertThat(numbers)
                .allSatisfy(number -> assertThat(tree.holding(tree.o, number).get("vendor_batch_id"))
                        .isEqualTo(other.id()));
        assertThat(label(tree.a, numbers.getFirst())).isEqualTo("Silver routes");
        assertThat(tree.status(tree.ca, numbers.getFirst())).isEqualTo("IN_USE");
        assertThat(tree.holding(tree.ca, numbers.getFirst()).get("supply_label"))
                .isNull();
        batches.delete(tree.o.admin(), batch);
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void moreThanOneStretchMoves() {
        tree.load(tree.o, 10_001);
        // As an import does at its end: without, plans are made for empty tables.
        tree.run(tree.o, "TEST", context -> context.sql().fetch("select didstock.refresh_stock_statistics()"));

        assertThat(contents.move(tree.o.admin(), batch, another("EUR", "").id()))
                .isEqualTo(10_001);
    }

    @Test
    void theFreeOnesAreDeletedAndTheOthersStay() {
        var numbers = tree.load(tree.o, 5);
        tree.give(tree.o, tree.a, numbers.subList(0, 1));
        tree.reserve(tree.o, tree.a, numbers.subList(1, 2), Duration.ofDays(1));
        var frozen = tree.load(tree.o, TestTree.freshNumbers(2), TestTree.Facts.BERLIN, false);

        assertThat(contents.deleteFree(tree.o.admin(), batch)).isEqualTo(5);

        assertThat(tree.status(tree.o, numbers.get(0))).isEqualTo("GIVEN");
        assertThat(tree.status(tree.o, numbers.get(1))).isEqualTo("RESERVED");
        assertThat(tree.status(tree.o, numbers.get(2))).isEqualTo("ABSENT");
        assertThat(tree.status(tree.o, frozen.getFirst())).isEqualTo("ABSENT");
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void onlyIntoABatchOfTheSameCurrency() {
        tree.load(tree.o, 1);
        var dollars = another("USD", "");

        assertRefused(VendorRefusal.OTHER_CURRENCY, dollars.id());
        assertRefused(VendorRefusal.SAME_BATCH, batch);
    }

    @Test
    void nobodyElsesBatchIsThere() {
        tree.load(tree.o, 1);
        var other = another("EUR", "");

        for (var stranger : List.of(tree.b, tree.p)) {
            assertNotThere(stranger, other.id());
            assertThatThrownBy(() -> contents.move(stranger.admin(), tree.vendorBatch(stranger), batch))
                    .isInstanceOf(NotThereException.class);
            assertThatThrownBy(() -> contents.deleteFree(stranger.admin(), batch))
                    .isInstanceOf(NotThereException.class);
        }
        assertNotThere(tree.a, other.id());
        assertThatThrownBy(() -> contents.move(tree.o.viewer(), batch, other.id()))
                .isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> contents.deleteFree(tree.o.viewer(), batch)).isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> contents.deleteFree(tree.ca.admin(), batch)).isInstanceOf(RightMissingException.class);
    }

    @Test
    void aChangedSupplyLabelReachesWhoeverHasTheNumbersFromMe() {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));
        var before = batches.find(tree.o.admin(), batch);

        batches.update(tree.o.admin(), batch, before.version(), labelled(before.terms(), "Gold routes"));

        assertThat(numbers)
                .allSatisfy(number -> assertThat(label(tree.a, number)).isEqualTo("Gold routes"));
        assertThat(tree.holding(tree.ca, numbers.getFirst()).get("supply_label"))
                .isNull();
        var after = batches.find(tree.o.admin(), batch);
        batches.update(tree.o.admin(), batch, after.version(), labelled(after.terms(), ""));
        assertThat(tree.holding(tree.a, numbers.getFirst()).get("supply_label")).isNull();
        Invariants.hold(tree.o.operatorId());
    }

    private VendorBatch another(String currency, String label) {
        var vendor = batches.find(tree.o.admin(), batch).terms().vendorId();
        return batches.create(
                tree.o.admin(), new VendorBatchTerms(vendor, "Other " + currency, "", currency, label, ""));
    }

    private static VendorBatchTerms labelled(VendorBatchTerms terms, String label) {
        return new VendorBatchTerms(
                terms.vendorId(),
                terms.name(),
                terms.description(),
                terms.currency(),
                label,
                terms.supplyDescription());
    }

    private String label(TestTree.Member holder, String number) {
        return String.valueOf(tree.holding(holder, number).get("supply_label"));
    }

    private void assertNotThere(TestTree.Member stranger, int other) {
        assertThatThrownBy(() -> contents.move(stranger.admin(), batch, other)).isInstanceOf(NotThereException.class);
    }

    private void assertRefused(VendorRefusal reason, int into) {
        assertThatThrownBy(() -> contents.move(tree.o.admin(), batch, into))
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::reason)
                .isEqualTo(reason);
    }
}
