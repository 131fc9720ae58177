package com.didstock.pricing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.didstock.assignment.ApplyTo;
import com.didstock.assignment.Assignments;
import com.didstock.assignment.ChildMove;
import com.didstock.assignment.ChildMoveRefusal;
import com.didstock.assignment.ChildMoves;
import com.didstock.assignment.Choices;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRequest;
import com.didstock.assignment.Preview;
import com.didstock.assignment.Refusal;
import com.didstock.branding.Operators;
import com.didstock.inventory.InventoryFilter;
import com.didstock.offer.Offer;
import com.didstock.offer.OfferFilter;
import com.didstock.tenancy.LedgerPostings;
import com.didstock.tenancy.RefusedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Whatever sets a price converts a foreign cost at the rate of its own moment: 2.00 USD a month, sold in EUR. */
@SpringBootTest
class ForeignCostsTest {

    @Autowired
    Operators operators;

    @Autowired
    Assignments assignments;

    @Autowired
    ChildMoves moves;

    @Autowired
    Offer offer;

    TestTree tree;
    ExchangeRates rates;
    List<String> stock;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        rates = new ExchangeRates(tree.transactions(), operators);
        tree.run(tree.o, "TEST", ctx -> ctx.sql().execute("update vendor_batch set currency = 'USD'"));
        stock = tree.load(tree.o, 2);
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void aTransferTakesTheRateOfItsOwnMoment() throws SQLException {
        rate("0.5");
        tree.give(tree.o, tree.a, stock);
        assertThat(cost(tree.a)).isEqualByComparingTo("1.50");
        laterRate("2");

        apply(new OperationRequest(
                OperationKind.TRANSFER, tree.b.id(), "", InventoryFilter.EVERYTHING, new ApplyTo.All(), Choices.NONE));

        assertThat(cost(tree.b)).isEqualByComparingTo("4.50");
        assertThat(openStay(tree.b)).isEqualTo("2.00000000 true");
    }

    @Test
    void aNewPriceTakesTheRateOfItsAnnouncementAndNotThatOfItsFirstDay() throws SQLException {
        tree.put(tree.o, tree.wholesale(tree.o), stock);
        rate("0.5");
        tree.give(tree.o, tree.a, stock);
        laterRate("2");
        var first = assignments.firstDay(tree.o.admin(), OperationKind.REPRICE);

        apply(new OperationRequest(
                OperationKind.REPRICE, null, "", InventoryFilter.EVERYTHING, new ApplyTo.All(), Choices.NONE, first));
        laterRate("7");
        assertThat(cost(tree.a)).isEqualByComparingTo("1.50");
        LedgerPostings.over(TestDatabase.get().app()).post(tree.o.operatorId(), ZoneOffset.UTC, startOf(first), 1_000);

        assertThat(cost(tree.a)).isEqualByComparingTo("4.50");
        assertThat(openStay(tree.a)).isEqualTo("2.00000000 true");
    }

    @Test
    void whatIsDrawnIsConvertedOnceByWhoBuysItAndNeverAgainBelow() throws SQLException {
        tree.run(
                tree.a1,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set may_draw = true where tenant_id = ?", tree.ca1.id()));
        assertThat(offer.page(tree.ca1.admin(), OfferFilter.EVERYTHING, null, 10))
                .as("without a rate there is no price")
                .isEmpty();
        rate("0.5");

        var taken = offer.take(tree.ca1.admin(), offer.preview(tree.ca1.admin(), OfferFilter.EVERYTHING, stock.size()));

        assertThat(taken.numbers()).isEqualTo(stock);
        assertThat(cost(tree.a)).isEqualByComparingTo("1.50");
        assertThat(openStay(tree.a)).isEqualTo("0.50000000 true");
        assertThat(cost(tree.a1)).isEqualByComparingTo("2.00");
        assertThat(openStay(tree.a1)).isEqualTo("1.00000000 false");
        assertThat(cost(tree.ca1)).isEqualByComparingTo("2.50");
        assertThat(openStay(tree.ca1)).isEqualTo("1.00000000 false");
    }

    @Test
    void whoComesBetweenBuysAtTheRateOfThatMomentAndTheMovedChildKeepsItsPrice() throws SQLException {
        rate("0.5");
        var direct = tree.customer(tree.o, "Direct");
        tree.give(tree.o, direct, stock);
        assertThat(cost(direct)).isEqualByComparingTo("1.50");
        laterRate("2");

        var move = new ChildMove(tree.o.id(), direct.id(), tree.a.id(), tree.wholesale(tree.o));
        moves.apply(tree.o.admin(), moves.preview(tree.o.admin(), move));

        assertThat(cost(tree.a)).isEqualByComparingTo("4.50");
        assertThat(openStay(tree.a)).isEqualTo("2.00000000 true");
        assertThat(cost(direct)).isEqualByComparingTo("1.50");
    }

    // ------------------------------------------------------------------------------------------- without a rate

    @Test
    void withoutARateATransferPassesTheNumbersOverAndNamesThePair() throws SQLException {
        rate("0.5");
        tree.give(tree.o, tree.a, stock);
        forgetTheRates();

        assertThat(passedOver(new OperationRequest(
                        OperationKind.TRANSFER,
                        tree.b.id(),
                        "",
                        InventoryFilter.EVERYTHING,
                        new ApplyTo.All(),
                        Choices.NONE)))
                .containsExactly(new Preview.Skipped(Refusal.NO_RATE, 2, stock, "USD → EUR"));
        assertThat(tree.status(tree.a, stock.getFirst())).isEqualTo("FREE");
        assertThat(tree.status(tree.b, stock.getFirst())).isEqualTo("ABSENT");
    }

    @Test
    void withoutARateANewPricePassesTheNumbersOverAndNamesThePair() throws SQLException {
        tree.put(tree.o, tree.wholesale(tree.o), stock);
        rate("0.5");
        tree.give(tree.o, tree.a, stock);
        forgetTheRates();

        assertThat(passedOver(new OperationRequest(
                        OperationKind.REPRICE,
                        null,
                        "",
                        InventoryFilter.EVERYTHING,
                        new ApplyTo.All(),
                        Choices.NONE,
                        assignments.firstDay(tree.o.admin(), OperationKind.REPRICE))))
                .containsExactly(new Preview.Skipped(Refusal.NO_RATE, 2, stock, "USD → EUR"));
        assertThat(cost(tree.a)).isEqualByComparingTo("1.50");
    }

    @Test
    void withoutARateNothingIsDrawn() throws SQLException {
        tree.run(
                tree.a1,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set may_draw = true where tenant_id = ?", tree.ca1.id()));
        rate("0.5");
        var preview = offer.preview(tree.ca1.admin(), OfferFilter.EVERYTHING, stock.size());
        forgetTheRates();

        assertThat(offer.page(tree.ca1.admin(), OfferFilter.EVERYTHING, null, 10))
                .isEmpty();
        assertThat(offer.take(tree.ca1.admin(), preview).numbers()).isEmpty();
        assertThat(tree.take(tree.ca1, 2)).isEmpty();
        for (var passed : List.of(tree.a, tree.a1, tree.ca1)) {
            assertThat(tree.status(passed, stock.getFirst())).as(passed.name()).isEqualTo("ABSENT");
        }
    }

    @Test
    void withoutARateNobodyComesBetweenAndTheChildStaysWhereItIs() throws SQLException {
        rate("0.5");
        var direct = tree.customer(tree.o, "Direct");
        tree.give(tree.o, direct, stock);
        forgetTheRates();

        var move = new ChildMove(tree.o.id(), direct.id(), tree.a.id(), tree.wholesale(tree.o));
        assertThatThrownBy(() -> moves.preview(tree.o.admin(), move))
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::reason)
                .isEqualTo(ChildMoveRefusal.BATCH_DOES_NOT_FIT);
        assertThat(tree.status(tree.a, stock.getFirst())).isEqualTo("ABSENT");
        assertThat(cost(direct)).isEqualByComparingTo("1.50");
    }

    private List<Preview.Skipped> passedOver(OperationRequest request) {
        return assignments.preview(tree.o.admin(), request).skipped();
    }

    private void forgetTheRates() throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("delete from didstock.exchange_rate where operator_id = " + tree.o.operatorId());
        }
    }

    private void apply(OperationRequest request) {
        var preview = assignments.preview(tree.o.admin(), request);
        assertThat(assignments.apply(tree.o.admin(), preview.id()).numbers()).isEqualTo(stock);
    }

    private void rate(String rate) {
        rates.add(tree.o.admin(), "USD", "EUR", new BigDecimal(rate), null);
    }

    /** A rate that replaces another one; waits until it holds, for the services and for the tree. */
    private void laterRate(String rate) {
        rate(rate);
        tree.clock().advance(Duration.ofSeconds(2));
        try {
            Thread.sleep(2_100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private @Nullable BigDecimal cost(Member holder) {
        return tree.holding(holder, stock.getFirst()).get("recurring_cost", BigDecimal.class);
    }

    private String openStay(Member holder) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.prepareStatement("select rate || ' ' || (rated_at is not null)"
                        + " from didstock.holding_period"
                        + " where operator_id = ? and tenant_id = ? and number = ? and to_at is null")) {
            statement.setInt(1, holder.operatorId());
            statement.setInt(2, holder.id());
            statement.setString(3, stock.getFirst());
            var row = statement.executeQuery();
            assertThat(row.next()).isTrue();
            return requireNonNull(row.getString(1));
        }
    }
}
