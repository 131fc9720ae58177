package com.didstock.assignment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Numbers given out get another price, with notice and from the first of a month on. */
@SpringBootTest
class RepricingTest {

    @Autowired
    Assignments assignments;

    @Autowired
    NumberInventory inventory;

    TestTree tree;
    List<String> given;
    LocalDate first;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        given = tree.load(tree.o, 3);
        tree.put(tree.o, tree.wholesale(tree.o), given);
        tree.give(tree.o, tree.a, given);
        first = assignments.firstDay(tree.o.admin(), OperationKind.REPRICE);
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void isAnnouncedAtLeastThirtyDaysBeforeTheFirstOfAMonth() {
        var today = LocalDate.now(ZoneOffset.UTC);
        assertThat(first.getDayOfMonth()).isEqualTo(1);
        assertThat(first).isBetween(today.plusDays(30), today.plusDays(61));
        for (var tooSoon : List.of(first.minusMonths(1), first.plusDays(1))) {
            assertThatThrownBy(() -> assignments.preview(tree.o.admin(), reprice(null, tooSoon)))
                    .isInstanceOfSatisfying(
                            OperationRefusedException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.NO_NOTICE));
        }
    }

    @Test
    void takesTheCurrentPriceOfItsBatchAndLeavesEverythingElseAsItIs() {
        price("1.25");

        var preview = assignments.preview(tree.o.admin(), reprice(null, first));
        var result = assignments.apply(tree.o.admin(), preview.id());

        assertThat(requireNonNull(preview.money()).chargedNow()).isEmpty();
        assertThat(requireNonNull(preview.money()).earnedMonthly()).isEqualTo(Map.of("EUR", new BigDecimal("2.25000")));
        assertThat(result.numbers()).isEqualTo(given);
        assertThat(inventory.get(tree.a.admin(), given.getFirst()).recurringCost())
                .isEqualByComparingTo("2.50");
    }

    @Test
    void isForNumbersGivenOutOrInUseOnly() {
        price("1.25");
        tree.give(tree.a, tree.ca, given.subList(0, 1));
        tree.setInUse(tree.ca, given.subList(0, 1), true);
        var free = tree.load(tree.o, 1);

        var preview = assignments.preview(tree.o.admin(), reprice(null, first));

        assertThat(preview.wouldChange()).isEqualTo(3);
        assertThat(preview.skipped()).containsExactly(new Preview.Skipped(Refusal.NOT_GIVEN, 1, free));
    }

    @Test
    void passesOverWhatHasThatPriceAlready() {
        assertThat(assignments.preview(tree.o.admin(), reprice(null, first)).skipped())
                .containsExactly(new Preview.Skipped(Refusal.ALREADY_DONE, 3, given));
    }

    @Test
    void movesToABatchForTheSameKindOfTenantOnly() {
        assertThat(assignments
                        .preview(tree.o.admin(), reprice(tree.retail(tree.o), first))
                        .skipped())
                .containsExactly(new Preview.Skipped(Refusal.BATCH_FOR_OTHERS, 3, given));
        assertThatThrownBy(() -> assignments.preview(tree.o.admin(), reprice(tree.wholesale(tree.p), first)))
                .isInstanceOf(NotThereException.class);
    }

    @Test
    void isVoidIfTheBatchChangesBetweenPreviewAndApply() {
        price("1.25");
        var preview = assignments.preview(tree.o.admin(), reprice(null, first));
        price("1.50");

        assertThatThrownBy(() -> assignments.apply(tree.o.admin(), preview.id()))
                .isInstanceOfSatisfying(
                        OperationRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.PRICE_CHANGED));
    }

    @Test
    void isNotForWhoHoldsThemNorForOnlookers() {
        price("1.25");
        assertThat(assignments.preview(tree.a.admin(), reprice(null, first)).wouldChange())
                .isZero();
        assertThatThrownBy(() -> assignments.preview(tree.a.viewer(), reprice(null, first)))
                .isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> assignments.preview(tree.ca.admin(), reprice(null, first)))
                .isInstanceOf(RightMissingException.class);
    }

    private void price(String fee) {
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update pricing_batch set recurring_fee = ?::numeric, version = version + 1"
                                        + " where operator_id = ? and id = ?",
                                fee,
                                tree.o.operatorId(),
                                tree.wholesale(tree.o)));
    }

    private OperationRequest reprice(@Nullable Integer batch, LocalDate from) {
        return new OperationRequest(
                OperationKind.REPRICE, batch, "", InventoryFilter.EVERYTHING, new ApplyTo.All(), Choices.NONE, from);
    }
}
