package com.didstock.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.notices.StockThreshold.Terms;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.TimedNotices;
import com.didstock.tenancy.TimedNoticesAt;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StockThresholdsTest {

    private final TestTree tree = TestTree.plant();
    private final StockThresholds thresholds = new StockThresholds(tree.transactions());
    private final TimedNotices timed = TimedNoticesAt.over(TestDatabase.get().app());

    @Test
    void stockThatFallsBelowIsToldOnceUntilThereWasEnoughAgain() {
        var numbers = tree.load(tree.o, 5);
        thresholds.add(tree.o.admin(), new Terms(null, null, null, 4));
        assertThat(tell()).as("enough").isZero();

        tree.give(tree.o, tree.a, numbers.subList(0, 2));
        assertThat(tell()).isOne();
        assertThat(tell()).as("once").isZero();
        assertThat(notices()).containsExactly("STOCK_LOW < 4");
        assertThat(thresholds.list(tree.o.admin()).getFirst().toldAt())
                .isEqualTo(tree.clock().instant());

        tree.recall(tree.o, numbers.subList(0, 2));
        assertThat(tell()).as("enough again").isZero();
        assertThat(thresholds.list(tree.o.admin()).getFirst().toldAt()).isNull();
        tree.clock().advance(Duration.ofDays(1));
        tree.give(tree.o, tree.a, numbers.subList(0, 3));
        assertThat(tell()).isOne();
        for (var other : List.of(tree.a, tree.b, tree.ca, tree.p)) {
            assertThat(NoticesOf.kinds(tree, other.admin())).as(other.name()).doesNotContain("STOCK_LOW < 4");
        }
    }

    @Test
    void onlyFreeNumbersOfTheCountryAreaAndBatchAreCounted() {
        var berlin = tree.load(tree.o, 3);
        tree.load(tree.o, TestTree.freshNumbers(4), Facts.BERLIN.in("AT", "Wien Mitte"));
        tree.load(tree.o, List.of("412"), Facts.BERLIN.ofType("INTERNAL").free());
        tree.load(tree.p, 9);
        tree.put(tree.o, tree.retail(tree.o), berlin.subList(0, 1));
        thresholds.add(tree.o.admin(), new Terms("AT", "mitte", null, 4));
        thresholds.add(tree.o.admin(), new Terms("DE", null, null, 3));
        assertThat(tell()).isZero();

        thresholds.add(tree.o.admin(), new Terms("DE", "berlin", null, 4));
        thresholds.add(tree.o.admin(), new Terms("AT", "graz", null, 1));
        thresholds.add(tree.o.admin(), new Terms(null, null, tree.retail(tree.o), 2));
        assertThat(tell()).isEqualTo(3);
        assertThat(notices())
                .containsExactlyInAnyOrder(
                        "STOCK_LOW DE, berlin < 4", "STOCK_LOW AT, graz < 1", "STOCK_LOW Retail < 2");
    }

    @Test
    void eachTenantHasItsOwnAndOnlyItsAdministratorsSetThem() {
        var own = thresholds.add(tree.a.admin(), new Terms("DE", " Berlin ", tree.retail(tree.a), 10));
        assertThat(own.terms()).isEqualTo(new Terms("DE", "Berlin", tree.retail(tree.a), 10));
        assertThat(own.pricingBatch()).isEqualTo("Retail");
        assertThat(thresholds.list(tree.a.viewer())).containsExactly(own);
        for (var other : List.of(tree.o, tree.b, tree.a1, tree.ca, tree.p)) {
            assertThat(thresholds.list(other.admin())).as(other.name()).isEmpty();
        }
        for (var other : List.of(tree.o, tree.b, tree.a1, tree.p)) {
            assertThatThrownBy(() -> thresholds.remove(other.admin(), own.id()))
                    .as(other.name())
                    .isInstanceOf(NotThereException.class);
            refused(
                    ThresholdRefusal.BATCH_NOT_THERE,
                    () -> thresholds.add(other.admin(), new Terms(null, null, tree.retail(tree.a), 1)));
        }
        for (var actor : List.of(tree.a.viewer(), tree.clerk(tree.a), tree.ca.admin())) {
            assertThatThrownBy(() -> thresholds.add(actor, new Terms(null, null, null, 1)))
                    .isInstanceOf(RightMissingException.class);
            assertThatThrownBy(() -> thresholds.remove(actor, own.id())).isInstanceOf(RightMissingException.class);
        }
        thresholds.remove(tree.a.admin(), own.id());
        assertThat(thresholds.list(tree.a.admin())).isEmpty();
    }

    @Test
    void whatMeansNothingIsRefused() {
        thresholds.add(tree.o.admin(), new Terms(null, "", null, 1));
        refused(ThresholdRefusal.SAID_ALREADY, () -> add(null, null, 7));
        refused(ThresholdRefusal.COUNTRY_UNKNOWN, () -> add("XX", null, 1));
        refused(ThresholdRefusal.AREA_TOO_LONG, () -> add("DE", "x".repeat(61), 1));
        refused(ThresholdRefusal.FEWEST_OUT_OF_RANGE, () -> add("DE", null, 0));
        refused(ThresholdRefusal.FEWEST_OUT_OF_RANGE, () -> add("DE", null, 100_001));
    }

    private void add(@Nullable String country, @Nullable String area, int fewest) {
        thresholds.add(tree.o.admin(), new Terms(country, area, null, fewest));
    }

    private static void refused(ThresholdRefusal reason, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private int tell() {
        return timed.tellOfStock(tree.o.operatorId(), tree.clock().instant());
    }

    private List<String> notices() {
        return NoticesOf.kinds(tree, tree.o.admin()).stream()
                .filter(kind -> kind.startsWith("STOCK_LOW"))
                .toList();
    }
}
