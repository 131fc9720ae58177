package com.didstock.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.history.ActivityLog;
import com.didstock.inventory.InventoryFilter;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import com.didstock.vendors.VendorBatchTerms;
import com.didstock.vendors.VendorBatches;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Chosen numbers go to another vendor batch, in whatever state, and cost what they cost there. */
@SpringBootTest
class VendorMovesTest {

    private static final VendorCosts CHEAP = costs("2.00", "0.30");

    @Autowired
    Assignments assignments;

    @Autowired
    VendorBatches batches;

    @Autowired
    ActivityLog activity;

    TestTree tree;
    List<String> stock;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        stock = tree.load(tree.o, 4);
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void whatIsGivenOutAndInUseMovesWithItsLabelAndCostsAndTheChildrensPricesStay() {
        tree.give(tree.o, tree.a, stock.subList(0, 2));
        tree.give(tree.a, tree.ca, stock.subList(0, 1));
        tree.setInUse(tree.ca, stock.subList(0, 1), true);
        var pays = tree.holding(tree.a, stock.getFirst()).get("recurring_cost", BigDecimal.class);
        var paysBelow = tree.holding(tree.ca, stock.getFirst()).get("recurring_cost", BigDecimal.class);
        var other = batch(tree.o, "EUR", "Silver routes");

        var result = apply(tree.o.admin(), request(other, CHEAP, stock.subList(0, 3)));

        assertThat(result.numbers()).isEqualTo(stock.subList(0, 3));
        for (var number : stock.subList(0, 3)) {
            var row = tree.holding(tree.o, number);
            assertThat(row.get("vendor_batch_id")).isEqualTo(other);
            assertThat(row.get("recurring_cost", BigDecimal.class)).isEqualByComparingTo("0.30");
            assertThat(row.get("activation_cost", BigDecimal.class)).isEqualByComparingTo("2");
        }
        var below = tree.holding(tree.a, stock.getFirst());
        assertThat(below.get("supply_label")).isEqualTo("Silver routes");
        assertThat(below.get("recurring_cost", BigDecimal.class)).isEqualByComparingTo(pays);
        var furtherDown = tree.holding(tree.ca, stock.getFirst());
        assertThat(furtherDown.get("supply_label")).isNull();
        assertThat(furtherDown.get("recurring_cost", BigDecimal.class)).isEqualByComparingTo(paysBelow);
        assertThat(tree.status(tree.ca, stock.getFirst())).isEqualTo("IN_USE");
        assertThat(tree.holding(tree.o, stock.getLast()).get("vendor_batch_id")).isEqualTo(tree.vendorBatch(tree.o));
        assertThat(activity.operations(tree.o.admin())).contains("MOVE_TO_VENDOR_BATCH");
        assertThat(activity.operations(tree.a.admin())).contains("MOVE_TO_VENDOR_BATCH");
        assertThat(activity.operations(tree.ca.admin())).doesNotContain("MOVE_TO_VENDOR_BATCH");
        assertThat(activity.operations(tree.b.admin())).doesNotContain("MOVE_TO_VENDOR_BATCH");
    }

    @Test
    void withoutNewCostsTheyStayIfTheCurrencyIsTheSame() {
        var other = batch(tree.o, "EUR", "");
        var before = tree.holding(tree.o, stock.getFirst()).get("recurring_cost", BigDecimal.class);

        assertThat(apply(tree.o.admin(), request(other, VendorCosts.AS_THEY_ARE, stock))
                        .changed())
                .isEqualTo(4);

        assertThat(tree.holding(tree.o, stock.getFirst()).get("recurring_cost", BigDecimal.class))
                .isEqualByComparingTo(before);
        assertThat(periods(stock.getFirst())).isEqualTo(1);
    }

    @Test
    void inAnotherCurrencyBothCostsMustBeSaid() {
        var dollars = batch(tree.o, "USD", "");

        for (var costs : List.of(VendorCosts.AS_THEY_ARE, new VendorCosts(null, BigDecimal.ONE))) {
            var preview = assignments.preview(tree.o.admin(), request(dollars, costs, stock));
            assertThat(preview.skipped())
                    .containsExactly(new Preview.Skipped(Refusal.OTHER_COST_CURRENCY, 4, stock, "EUR → USD"));
        }
        var preview = assignments.preview(tree.o.admin(), request(dollars, CHEAP, stock));
        var money = Objects.requireNonNull(preview.money());
        assertThat(money.paidMonthly().get("USD")).isEqualByComparingTo("1.20");
        assertThat(money.paidMonthly().get("EUR")).isNegative();
        assignments.apply(tree.o.admin(), preview.id());
        assertThat(tree.holding(tree.o, stock.getFirst()).get("currency")).isEqualTo("USD");
    }

    @Test
    void eachDayIsPaidToOneVendorAndNoActivationTwice() {
        tree.give(tree.o, tree.a, stock.subList(0, 1));
        tree.clock().advance(Duration.ofDays(3));
        var other = batch(tree.o, "EUR", "");

        apply(tree.o.admin(), request(other, CHEAP, stock.subList(0, 1)));

        var found = asOwner("""
                select count(*) filter (where to_at is not null) as ended, count(*) as all,
                    count(*) filter (where payee_id is null and recurring = 0.30 and to_at is null) as open,
                    max(to_at) = max(from_at) as touching
                from didstock.holding_period where tenant_id = %d and number = '%s'
                """.formatted(tree.o.id(), stock.getFirst()));
        assertThat(found).containsEntry("ended", 1L).containsEntry("all", 2L).containsEntry("open", 1L);
        assertThat(found).containsEntry("touching", true);
        // Forty days on: as many days are paid as there were since it came, each once, and one activation.
        var due = asOwner("""
                with stay as (
                    select min(from_at) as begun, max(from_at) + interval '40 days' as until
                    from didstock.holding_period where tenant_id = %1$d and number = '%2$s')
                select count(*) filter (where kind = 'ACTIVATION') as activations,
                    sum(days) = (select (until at time zone 'UTC')::date - (begun at time zone 'UTC')::date from stay)
                        as each_day_once
                from stay, generate_series(date_trunc('month', begun at time zone 'UTC'), until at time zone 'UTC',
                        interval '1 month') m,
                    didstock.charges_of(%3$d, 'UTC', m::date, until) c
                where c.payer_id = %1$d and c.number = '%2$s'
                """.formatted(tree.o.id(), stock.getFirst(), tree.o.operatorId()));
        assertThat(due).containsEntry("activations", 1L).containsEntry("each_day_once", true);
        assertThat(periods(stock.getFirst())).isEqualTo(2);
    }

    @Test
    void whatWouldThenBeSoldBelowCostNeedsAYes() {
        tree.give(tree.o, tree.a, stock.subList(0, 2));
        var other = batch(tree.o, "EUR", "");
        var dear = costs("0", "999");

        var preview = assignments.preview(tree.o.admin(), request(other, dear, stock));

        assertThat(Objects.requireNonNull(preview.money()).belowCost()).isEqualTo(2);
        assertThatThrownBy(() -> assignments.apply(tree.o.admin(), preview.id()))
                .isInstanceOfSatisfying(
                        OperationRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.BELOW_COST));
        assertThat(tree.holding(tree.o, stock.getFirst()).get("vendor_batch_id"))
                .isEqualTo(tree.vendorBatch(tree.o));
        assertThat(assignments.apply(tree.o.admin(), preview.id(), true).changed())
                .isEqualTo(4);
    }

    @Test
    void whatIsThereAlreadyIsPassedOverUnlessItCostsAnotherAmount() {
        var same = tree.vendorBatch(tree.o);

        assertThat(assignments
                        .preview(tree.o.admin(), request(same, VendorCosts.AS_THEY_ARE, stock))
                        .skipped())
                .containsExactly(new Preview.Skipped(Refusal.ALREADY_DONE, 4, stock));
        assertThat(apply(tree.o.admin(), request(same, CHEAP, stock)).changed()).isEqualTo(4);
    }

    @Test
    void onlyWhoLoadedNumbersMovesThemAndOnlyIntoItsOwnBatches() {
        tree.give(tree.o, tree.b, stock.subList(0, 2));
        var own = tree.load(tree.b, 1);
        var mine = batch(tree.b, "EUR", "");
        var operators = batch(tree.o, "EUR", "");

        // What it was given it did not load; its own it moves.
        var result = apply(tree.b.admin(), request(mine, CHEAP, List.of(stock.getFirst(), own.getFirst())));
        assertThat(result.numbers()).isEqualTo(own);
        assertThat(result.skipped())
                .containsExactly(new Preview.Skipped(Refusal.NO_VENDOR_BATCH, 1, stock.subList(0, 1)));
        assertThat(apply(tree.o.admin(), request(operators, CHEAP, own)).skipped())
                .containsExactly(new Preview.Skipped(Refusal.NOT_THERE, 1, own));
        // A batch of somebody else looks like none.
        for (var stranger : List.of(tree.a, tree.b, tree.p)) {
            assertThatThrownBy(() -> assignments.preview(stranger.admin(), request(operators, CHEAP, stock)))
                    .isInstanceOf(NotThereException.class);
        }
        assertThatThrownBy(() -> assignments.preview(tree.o.admin(), request(mine, CHEAP, stock)))
                .isInstanceOf(NotThereException.class);
        for (var other : List.of(tree.ca.admin(), tree.o.viewer())) {
            assertThatThrownBy(() -> assignments.preview(other, request(operators, CHEAP, stock)))
                    .isInstanceOf(RightMissingException.class);
        }
        assertThat(assignments.offered(tree.o.admin())).contains(OperationKind.MOVE_TO_VENDOR_BATCH);
        assertThat(assignments.offered(tree.b.admin())).contains(OperationKind.MOVE_TO_VENDOR_BATCH);
        for (var other : List.of(tree.a.admin(), tree.ca.admin(), tree.o.viewer())) {
            assertThat(assignments.offered(other)).doesNotContain(OperationKind.MOVE_TO_VENDOR_BATCH);
        }
    }

    @Test
    void theDatabaseMovesNothingOfOthers() {
        tree.give(tree.o, tree.b, stock);
        var other = batch(tree.o, "EUR", "");

        for (var stranger : List.of(tree.a, tree.b, tree.p)) {
            for (var into : List.of(other, tree.vendorBatch(tree.b), tree.vendorBatch(tree.p))) {
                assertThatThrownBy(() -> tree.run(
                                stranger,
                                "TEST",
                                context -> context.sql()
                                        .fetch(
                                                "select didstock.move_numbers_to_vendor_batch(?, ?, 1, 1, now())",
                                                stock.toArray(String[]::new),
                                                into)))
                        .isInstanceOf(RuntimeException.class);
            }
        }
        assertThat(stock)
                .allSatisfy(number -> assertThat(tree.holding(tree.o, number).get("vendor_batch_id"))
                        .isEqualTo(tree.vendorBatch(tree.o)));
    }

    @Test
    void aCostThatIsNoneIsRefused() {
        var other = batch(tree.o, "EUR", "");
        for (var wrong : List.of("-0.01", "0.000001", "1000000000")) {
            assertThatThrownBy(() -> assignments.preview(tree.o.admin(), request(other, costs("1", wrong), stock)))
                    .isInstanceOfSatisfying(
                            OperationRefusedException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.COST_OUT_OF_RANGE));
        }
    }

    private OperationResult apply(Actor actor, OperationRequest request) {
        return assignments.apply(actor, assignments.preview(actor, request).id());
    }

    private static VendorCosts costs(String activation, String recurring) {
        return new VendorCosts(new BigDecimal(activation), new BigDecimal(recurring));
    }

    private static OperationRequest request(int batch, VendorCosts costs, List<String> numbers) {
        return new OperationRequest(
                        OperationKind.MOVE_TO_VENDOR_BATCH,
                        batch,
                        "",
                        InventoryFilter.EVERYTHING,
                        new ApplyTo.Selected(numbers),
                        Choices.NONE)
                .withCosts(costs);
    }

    private int batch(Member buyer, String currency, String label) {
        var vendor =
                batches.find(buyer.admin(), tree.vendorBatch(buyer)).terms().vendorId();
        return batches.create(buyer.admin(), new VendorBatchTerms(vendor, "Other " + currency, "", currency, label, ""))
                .id();
    }

    private long periods(String number) {
        var row = asOwner("select count(*) as n from didstock.holding_period where tenant_id = %d and number = '%s'"
                .formatted(tree.o.id(), number));
        return (long) Objects.requireNonNull(row.get("n"));
    }

    private static Map<String, @Nullable Object> asOwner(String query) {
        try (var connection = TestDatabase.get().superuser().getConnection()) {
            var sql = DSL.using(connection, SQLDialect.POSTGRES);
            sql.execute("set search_path = didstock");
            return sql.fetchSingle(query).intoMap();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
