package com.didstock.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.didstock.assignment.ApplyTo;
import com.didstock.assignment.Assignments;
import com.didstock.assignment.Choices;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRefusedException;
import com.didstock.assignment.OperationRequest;
import com.didstock.assignment.Preview;
import com.didstock.assignment.Refusal;
import com.didstock.branding.Operators;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** A cost in another currency is converted once, before markup and rounding, at the seller's rate or the operator's. */
@SpringBootTest
class ExchangeRatesTest {

    @Autowired
    Operators operators;

    @Autowired
    Assignments assignments;

    @Autowired
    NumberInventory inventory;

    TestTree tree;
    ExchangeRates rates;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        rates = new ExchangeRates(tree.transactions(), operators);
        tree.run(tree.o, "TEST", ctx -> ctx.sql().execute("update vendor_batch set currency = 'USD'"));
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void withoutARateTheNumberIsPassedOverAndThePairIsNamed() {
        var numbers = tree.load(tree.o, 2);

        var preview = assignments.preview(tree.o.admin(), give(tree.a));

        assertThat(preview.skipped()).containsExactly(new Preview.Skipped(Refusal.NO_RATE, 2, numbers, "USD → EUR"));
        assertThat(tree.take(tree.a, 1)).isEmpty();
    }

    @Test
    void theCostIsConvertedBeforeMarkupAndRoundingAndTheRateStaysWithTheStay() throws SQLException {
        rate(tree.o, "USD", "EUR", "0.91234567");
        var numbers = tree.load(tree.o, 2);

        tree.give(tree.o, tree.a, numbers.subList(0, 1));
        assertThat(tree.take(tree.a, 1)).isEqualTo(numbers.subList(1, 2));

        // 2.00 USD × 0.91234567 + 0.50 EUR, and 1.00 USD × 0.91234567 + 0.20 EUR.
        for (var number : numbers) {
            var held = inventory.get(tree.a.admin(), number);
            assertThat(held.recurringCost()).isEqualByComparingTo("2.32");
            assertThat(held.activationCost()).isEqualByComparingTo("1.11");
            assertThat(stay(tree.a, number)).isEqualTo("0.91234567 true");
            assertThat(stay(tree.o, number)).isEqualTo("1.00000000 false");
        }
    }

    @Test
    void aLaterRateIsForLaterStaysOnly() throws SQLException {
        var numbers = tree.load(tree.o, 2);
        rate(tree.o, "USD", "EUR", "0.5");
        tree.give(tree.o, tree.a, numbers.subList(0, 1));
        rate(tree.o, "USD", "EUR", "2");
        pass();
        tree.give(tree.o, tree.a, numbers.subList(1, 2));

        assertThat(inventory.get(tree.a.admin(), numbers.get(0)).recurringCost())
                .isEqualByComparingTo("1.50");
        assertThat(inventory.get(tree.a.admin(), numbers.get(1)).recurringCost())
                .isEqualByComparingTo("4.50");
        assertThat(stay(tree.a, numbers.get(0))).isEqualTo("0.50000000 true");
    }

    @Test
    void aResellersOwnRateGoesBeforeTheOperators() throws SQLException {
        rate(tree.o, "USD", "EUR", "0.5");
        tree.run(tree.b, "TEST", ctx -> ctx.sql().execute("update vendor_batch set currency = 'USD'"));
        var numbers = tree.load(tree.b, 2);
        tree.give(tree.b, tree.cb, numbers.subList(0, 1));
        rate(tree.b, "USD", "EUR", "3");
        pass();
        tree.give(tree.b, tree.cb, numbers.subList(1, 2));

        assertThat(stay(tree.cb, numbers.get(0))).isEqualTo("0.50000000 true");
        assertThat(stay(tree.cb, numbers.get(1))).isEqualTo("3.00000000 true");
        // And it is for this reseller alone.
        var other = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, other);
        assertThat(stay(tree.a, other.getFirst())).isEqualTo("0.50000000 true");
    }

    @Test
    void aRateThatComesBetweenPreviewAndApplyVoidsThePreview() {
        tree.load(tree.o, 1);
        rate(tree.o, "USD", "EUR", "0.5");
        var preview = assignments.preview(tree.o.admin(), give(tree.a));
        rate(tree.o, "USD", "EUR", "0.6");
        pass();

        assertThatThrownBy(() -> assignments.apply(tree.o.admin(), preview.id()))
                .isInstanceOfSatisfying(
                        OperationRefusedException.class,
                        refused ->
                                assertThat(refused.reason()).isEqualTo(OperationRefusedException.Reason.PRICE_CHANGED));
    }

    @Test
    void belowCostIsJudgedByTheConvertedCost() {
        var numbers = tree.load(tree.o, 1);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update pricing_batch set recurring_fee = 0, markup_percent = -10 where id = ?",
                                tree.wholesale(tree.o)));
        rate(tree.o, "USD", "EUR", "0.5");

        var preview = assignments.preview(tree.o.admin(), give(tree.a));

        assertThat(preview.money()).isNotNull().satisfies(money -> {
            assertThat(money.belowCost()).isEqualTo(1);
            assertThat(money.earnedMonthly().get("EUR")).isEqualByComparingTo("0.90");
        });
    }

    /** The database's one expression against the same sum in Java, for currencies with 0, 2 and 3 decimals. */
    @ParameterizedTest
    @CsvSource({"USD, JPY, 0", "JPY, USD, 2", "USD, KWD, 3", "KWD, JPY, 0", "JPY, KWD, 3"})
    void agreesWithExactArithmetic(String from, String to, int places) {
        var random = new Random(20_260);
        tree.run(tree.o, "TEST", ctx -> {
            for (var round = 0; round < 200; round++) {
                var cost = BigDecimal.valueOf(random.nextLong(100_000_000), 5);
                var rate = BigDecimal.valueOf(1 + random.nextLong(100_000_000_000L), 8);
                var markup = BigDecimal.valueOf(random.nextLong(2_000_000) - 1_000_000, 4);
                var fee = BigDecimal.valueOf(random.nextLong(1_000_000), 5);
                var expected = cost.multiply(rate)
                        .multiply(BigDecimal.ONE.add(markup.movePointLeft(2)))
                        .add(fee)
                        .setScale(places, RoundingMode.HALF_UP);
                Object price = ctx.sql().fetchValue("""
                                select recurring_price(?::numeric * rate_of(array[(?, ?, ?::numeric, now())::rate_in_force],
                                    ?::char(3), ?::char(3)), ?::numeric, ?::numeric, ?)
                                """, cost, from, to, rate, from, to, markup, fee, places);
                assertThat(price).isEqualTo(expected);
            }
        });
    }

    @Test
    void theListSaysWhichIsInForceWhoseItIsAndWhatIsToCome() {
        rate(tree.o, "USD", "EUR", "0.5");
        rate(tree.o, "USD", "EUR", "0.6");
        var tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        rates.add(tree.o.admin(), "USD", "EUR", new BigDecimal("0.7"), tomorrow);
        rate(tree.a, "GBP", "EUR", "1.2");
        pass();

        assertThat(rates.list(tree.o.viewer()))
                .extracting(ExchangeRate::rate, ExchangeRate::state, ExchangeRate::own)
                .containsExactly(
                        tuple(new BigDecimal("0.7"), ExchangeRate.State.COMING, true),
                        tuple(new BigDecimal("0.6"), ExchangeRate.State.IN_FORCE, true),
                        tuple(new BigDecimal("0.5"), ExchangeRate.State.REPLACED, true));
        assertThat(rates.list(tree.a.viewer()))
                .hasSize(4)
                .anySatisfy(own -> assertThat(own.own()).isTrue())
                .filteredOn(rate -> !rate.own())
                .allSatisfy(operators -> assertThat(operators.by()).isNull());
        // Neither the sibling nor whoever is below sees the reseller's own; another operator sees nothing.
        assertThat(rates.list(tree.b.admin())).noneMatch(rate -> rate.from().equals("GBP"));
        assertThat(rates.list(tree.a1.admin())).noneMatch(rate -> rate.from().equals("GBP"));
        assertThat(rates.list(tree.p.admin())).isEmpty();
    }

    @Test
    void ratesAreNotForCustomersNorForThoseWhoSeeNoMoneyAndOnlyPricersAdd() {
        for (var stranger : List.of(tree.ca.admin(), tree.clerk(tree.ca), tree.clerk(tree.a), tree.clerk(tree.o))) {
            assertThatThrownBy(() -> rates.list(stranger)).isInstanceOf(RightMissingException.class);
        }
        for (var onlooker : List.of(tree.o.viewer(), tree.a.viewer(), tree.ca.admin(), tree.clerk(tree.a))) {
            assertThatThrownBy(() -> rates.add(onlooker, "USD", "EUR", BigDecimal.ONE, null))
                    .isInstanceOf(RightMissingException.class);
        }
    }

    @Test
    void whatCantBeARateIsRefusedWithTheField() {
        refused(RateRefusal.FROM_UNKNOWN, "ZZZ", "EUR", "1", null);
        refused(RateRefusal.TO_UNKNOWN, "EUR", "", "1", null);
        refused(RateRefusal.SAME_CURRENCY, "EUR", " EUR", "1", null);
        refused(RateRefusal.RATE_NOT_POSITIVE, "USD", "EUR", "0", null);
        refused(RateRefusal.RATE_OUT_OF_RANGE, "USD", "EUR", "0.123456789", null);
        refused(RateRefusal.RATE_OUT_OF_RANGE, "USD", "EUR", "1E+9", null);
        refused(
                RateRefusal.IN_THE_PAST,
                "USD",
                "EUR",
                "1",
                LocalDate.now(ZoneOffset.UTC).minusDays(2));
        refused(
                RateRefusal.TOO_FAR_AHEAD,
                "USD",
                "EUR",
                "1",
                LocalDate.now(ZoneOffset.UTC).plusYears(3));
    }

    private void refused(RateRefusal reason, String from, String to, String rate, @Nullable LocalDate day) {
        assertThatThrownBy(() -> rates.add(tree.o.admin(), from, to, new BigDecimal(rate), day))
                .asInstanceOf(type(RefusedException.class))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private void rate(Member member, String from, String to, String rate) {
        rates.add(member.admin(), from, to, new BigDecimal(rate), null);
    }

    /** Until a rate that replaces another one holds, for the services and for the tree. */
    private void pass() {
        tree.clock().advance(Duration.ofSeconds(2));
        try {
            Thread.sleep(2_100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String stay(Member member, String number) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.prepareStatement("select rate || ' ' || (rated_at is not null)"
                        + " from didstock.holding_period where operator_id = ? and tenant_id = ? and number = ?")) {
            statement.setInt(1, member.operatorId());
            statement.setInt(2, member.id());
            statement.setString(3, number);
            var row = statement.executeQuery();
            row.next();
            return row.getString(1);
        }
    }

    private static OperationRequest give(Member child) {
        return new OperationRequest(
                OperationKind.GIVE, child.id(), "", InventoryFilter.EVERYTHING, new ApplyTo.All(), Choices.NONE);
    }
}
