package com.didstock.charges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is charged when, to whom, and what never is. Numbers cost the operator 1.00 once and 2.00 a month; each level adds 0.20 and 0.50. */
class LedgerTest {

    private final TestTree tree = TestTree.plant();
    private final Ledger ledger = new Ledger(tree, "Europe/Berlin");

    @AfterEach
    void nothingIsWrong() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void theVendorIsPaidFromTheDayOnWhichANumberWasObtainedWhetherItIsAssignedOrNot() {
        ledger.goTo("2026-01-11T09:00");
        tree.load(tree.o, 1);

        ledger.goTo("2026-03-05T09:00");
        ledger.post();

        assertThat(ledger.lines())
                .extracting(
                        Ledger.Line::payer,
                        Ledger.Line::payee,
                        Ledger.Line::kind,
                        Ledger.Line::month,
                        Ledger.Line::days,
                        it -> it.amount().toPlainString())
                .containsExactly(
                        tuple(tree.o.id(), null, "ACTIVATION", LocalDate.of(2026, 1, 1), 0, "1"),
                        tuple(tree.o.id(), null, "RECURRING", LocalDate.of(2026, 1, 1), 21, "1.35"),
                        tuple(tree.o.id(), null, "RECURRING", LocalDate.of(2026, 2, 1), 28, "2"));
    }

    @Test
    void aDayIsPaidByWhoeverHoldsTheNumberAtItsEnd() {
        ledger.goTo("2026-04-01T08:00");
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        // Handed on twice on the 11th: who has it at midnight pays the day.
        ledger.goTo("2026-04-11T10:00");
        tree.release(tree.a, number);
        ledger.goTo("2026-04-11T15:00");
        tree.give(tree.o, tree.b, number);
        ledger.goTo("2026-05-02T00:00");
        ledger.post();

        // 2.50 a month: ten days come to 0.83, the rest is the rest.
        assertThat(ledger.paid(tree.a, "RECURRING", "2026-04")).isEqualByComparingTo("0.83");
        assertThat(ledger.paid(tree.b, "RECURRING", "2026-04")).isEqualByComparingTo("1.67");
    }

    @Test
    void whatIsHeldOverMidnightByNobodyBelowIsPaidByNobodyBelow() {
        ledger.goTo("2026-04-10T08:00");
        var number = tree.load(tree.o, 1);
        ledger.goTo("2026-04-11T08:00");
        tree.give(tree.o, tree.a, number);
        ledger.goTo("2026-04-11T23:59:59");
        tree.recall(tree.o, number);
        ledger.goTo("2026-05-02T00:00");
        ledger.post();

        assertThat(ledger.paid(tree.a, "RECURRING", "2026-04")).isZero();
    }

    @Test
    void whatIsTakenBackWhileItRestsCostsItsDaysAtTheFormerPriceAndNoActivation() {
        ledger.goTo("2026-03-01T00:00");
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);
        tree.setInUse(tree.ca, number, true);
        ledger.goTo("2026-03-31T12:00");
        tree.setInUse(tree.ca, number, false);
        tree.release(tree.ca, number);
        tree.release(tree.a, number);
        ledger.goTo("2026-04-21T00:00");
        tree.chain(tree.ca, "TAKE_BACK", "select take_back_numbers(?::text[], ?::timestamptz)", (Object)
                TestTree.array(number));
        ledger.goTo("2026-05-02T00:00");
        ledger.post();

        // The last ten days of thirty, at 3.00 and 2.50 a month.
        assertThat(ledger.paid(tree.ca, "RECURRING", "2026-04")).isEqualByComparingTo("1.00");
        assertThat(ledger.paid(tree.a, "RECURRING", "2026-04")).isEqualByComparingTo("0.83");
        for (var payer : List.of(tree.a, tree.ca)) {
            assertThat(ledger.paid(payer, "ACTIVATION", "2026-03")).isPositive();
            assertThat(ledger.paid(payer, "ACTIVATION", "2026-04")).isZero();
            assertThat(ledger.paid(payer, "CREDIT", "2026-04")).isZero();
        }
    }

    @Test
    void anActivationIsCreditedInFullIfTheTenureEndsWithinADayAndUnused() {
        ledger.goTo("2026-01-31T20:00");
        var numbers = tree.load(tree.o, 3);
        var back = numbers.subList(0, 1);
        var used = numbers.subList(1, 2);
        var late = numbers.subList(2, 3);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers);
        ledger.goTo("2026-01-31T21:00");
        tree.setInUse(tree.ca, used, true);
        ledger.goTo("2026-02-01T03:00");
        tree.setInUse(tree.ca, used, false);
        tree.recall(tree.a, back);
        tree.recall(tree.a, used);
        ledger.goTo("2026-02-01T20:00:00.000001");
        tree.recall(tree.a, late);
        ledger.goTo("2026-02-02T00:00");
        ledger.post();

        assertThat(ledger.paid(tree.ca, "ACTIVATION", "2026-01")).isEqualByComparingTo("4.20");
        // In the month in which it ended; A still holds all three.
        assertThat(ledger.paid(tree.ca, "CREDIT", "2026-02")).isEqualByComparingTo("-1.40");
        assertThat(ledger.paid(tree.a, "CREDIT", "2026-02")).isZero();
    }

    @Test
    void whatIsTakenReleasedAndTakenAgainIsActivatedTwiceAndPaidForTheDaysHeld() {
        ledger.goTo("2026-06-01T08:00");
        var number = tree.load(tree.o, 1);
        ledger.goTo("2026-06-05T08:00");
        tree.give(tree.o, tree.a, number);
        ledger.goTo("2026-06-10T08:00");
        tree.release(tree.a, number);
        ledger.goTo("2026-06-20T08:00");
        tree.give(tree.o, tree.a, number);
        ledger.goTo("2026-07-02T08:00");
        ledger.post();

        assertThat(ledger.paid(tree.a, "ACTIVATION", "2026-06")).isEqualByComparingTo("2.40");
        // 5th to 9th: 2.50 x 9/30 = 0.75, less 2.50 x 4/30 = 0.33. 20th to 30th: 2.50 less 2.50 x 19/30 = 1.58.
        assertThat(ledger.paid(tree.a, "RECURRING", "2026-06")).isEqualByComparingTo("1.34");
    }

    @Test
    void whatEndedIsPostedAtOnceAndAMonthAQuarterOfAnHourAfterItsEnd() {
        ledger.goTo("2026-06-01T08:00");
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        ledger.goTo("2026-06-16T08:00");
        tree.recall(tree.o, numbers.subList(0, 1));
        ledger.post();
        assertThat(ledger.paid(tree.a, "RECURRING", "2026-06")).isEqualByComparingTo("1.25");

        ledger.goTo("2026-07-01T00:14:59");
        ledger.post();
        assertThat(ledger.paid(tree.a, "RECURRING", "2026-06")).isEqualByComparingTo("1.25");

        ledger.goTo("2026-07-01T00:15");
        ledger.post();
        assertThat(ledger.paid(tree.a, "RECURRING", "2026-06")).isEqualByComparingTo("3.75");
    }

    @Test
    void afterAnOutageOfMonthsEverythingIsThereOnce() {
        ledger.goTo("2025-11-20T08:00");
        var numbers = tree.load(tree.o, 5);
        tree.give(tree.o, tree.a, numbers);
        ledger.goTo("2026-04-02T08:00");
        ledger.post(2);
        var once = ledger.lines();
        ledger.post(2);

        assertThat(ledger.lines()).isEqualTo(once);
        assertThat(ledger.paid(tree.a, "RECURRING", "2026-02")).isEqualByComparingTo("12.50");
        assertThat(ledger.stored()).isEqualTo(ledger.walked(LocalDate.of(2025, 11, 1), LocalDate.of(2026, 4, 1)));
    }

    @Test
    void twoWhoPostAtOnceChargeNothingTwice() throws Exception {
        ledger.goTo("2026-01-20T08:00");
        var numbers = tree.load(tree.o, 6);
        tree.give(tree.o, tree.a, numbers);
        ledger.goTo("2026-04-02T08:00");

        try (var threads = Executors.newFixedThreadPool(4)) {
            var posting = IntStream.range(0, 4)
                    .mapToObj(it -> threads.submit(() -> ledger.post(1 + it)))
                    .toList();
            for (var one : posting) {
                one.get(60, TimeUnit.SECONDS);
            }
        }

        assertThat(ledger.stored()).isEqualTo(ledger.walked(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 4, 1)));
        assertThat(ledger.paid(tree.a, "ACTIVATION", "2026-01")).isEqualByComparingTo("7.20");
        var once = ledger.lines();
        ledger.post(1_000);
        assertThat(ledger.lines()).isEqualTo(once);
    }

    @Test
    void freeAndInternalNumbersAreNeverChargedBetweenTenants() {
        ledger.goTo("2026-01-01T08:00");
        var free = tree.load(tree.o, TestTree.freshNumbers(2), Facts.BERLIN.free());
        var internal = tree.load(tree.o, List.of("4711"), Facts.BERLIN.ofType("INTERNAL"));
        tree.give(tree.o, tree.a, free);
        tree.give(tree.a, tree.ca, free);
        tree.give(tree.o, tree.a, internal);
        ledger.goTo("2026-03-01T08:00");
        ledger.post();

        // The vendor's cost of free numbers stays with the operator; an internal number has none.
        assertThat(ledger.lines()).extracting(Ledger.Line::payee).containsOnlyNulls();
        assertThat(ledger.lines()).extracting(Ledger.Line::number).doesNotContain("4711");
        assertThat(ledger.paid(tree.o, "RECURRING", "2026-01")).isEqualByComparingTo("4");
    }

    @Test
    void aNewPriceWithinATenureIsNoNewActivation() {
        ledger.goTo("2026-01-31T12:00");
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        ledger.goTo("2026-02-01T00:00");
        ledger.reprice(tree.a, number.getFirst(), new BigDecimal("3.10"));
        ledger.goTo("2026-02-01T06:00");
        tree.recall(tree.o, number);
        ledger.goTo("2026-03-02T00:00");
        ledger.post();

        assertThat(ledger.paid(tree.a, "ACTIVATION", "2026-01")).isEqualByComparingTo("1.20");
        assertThat(ledger.paid(tree.a, "ACTIVATION", "2026-02")).isZero();
        // The tenure, not the price, ended within a day.
        assertThat(ledger.paid(tree.a, "CREDIT", "2026-02")).isEqualByComparingTo("-1.20");
    }

    @Test
    void eachPriceIsPaidForItsDays() {
        ledger.goTo("2026-01-01T08:00");
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        ledger.goTo("2026-02-15T00:00");
        ledger.reprice(tree.a, number.getFirst(), new BigDecimal("3.10"));
        ledger.goTo("2026-03-02T00:00");
        ledger.post();

        assertThat(ledger.paid(tree.a, "RECURRING", "2026-02")).isEqualByComparingTo("2.80");
        assertThat(ledger.paid(tree.a, "ACTIVATION", "2026-02")).isZero();
    }

    @Test
    void anAnnouncedPriceIsTrueFromItsDayOnHoweverLateItIsWrittenAndActivatesNothing() {
        ledger.goTo("2026-01-10T08:00");
        var numbers = tree.load(tree.o, 2);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));
        tree.setInUse(tree.ca, numbers.subList(0, 1), true);
        price("1.10");
        announce(tree.o, numbers, "2026-03-01T00:00");
        ledger.post();
        assertThat(tree.holding(tree.a, numbers.getFirst()).get("recurring_cost", BigDecimal.class))
                .isEqualByComparingTo("2.50");

        ledger.goTo("2026-03-03T07:00");
        ledger.post();

        // 2.00 and 1.10 on top; nothing changes further down.
        for (var number : numbers) {
            assertThat(tree.holding(tree.a, number).get("recurring_cost", BigDecimal.class))
                    .isEqualByComparingTo("3.10");
        }
        assertThat(tree.holding(tree.ca, numbers.getFirst()).get("recurring_cost", BigDecimal.class))
                .isEqualByComparingTo("3.00");
        assertThat(tree.status(tree.a, numbers.getFirst())).isEqualTo("IN_USE");
        ledger.goTo("2026-04-02T07:00");
        ledger.post();
        assertThat(ledger.paid(tree.a, "RECURRING", "2026-02")).isEqualByComparingTo("5");
        assertThat(ledger.paid(tree.a, "RECURRING", "2026-03")).isEqualByComparingTo("6.20");
        assertThat(ledger.paid(tree.a, "ACTIVATION", "2026-01")).isEqualByComparingTo("2.40");
        assertThat(ledger.paid(tree.a, "ACTIVATION", "2026-03")).isZero();
    }

    @Test
    void anAnnouncedPriceIsForThatStayOnlyAndALaterAnnouncementTakesItsPlace() {
        ledger.goTo("2026-01-10T08:00");
        var numbers = tree.load(tree.o, 2);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers);
        price("9.00");
        announce(tree.o, numbers, "2026-03-01T00:00");
        price("1.00");
        announce(tree.o, numbers, "2026-03-01T00:00");
        ledger.goTo("2026-02-10T08:00");
        tree.recall(tree.o, numbers.subList(0, 1));
        price("0.50");
        tree.give(tree.o, tree.a, numbers.subList(0, 1));

        ledger.goTo("2026-03-02T00:00");
        ledger.post();

        assertThat(tree.holding(tree.a, numbers.get(0)).get("recurring_cost", BigDecimal.class))
                .isEqualByComparingTo("2.50");
        assertThat(tree.holding(tree.a, numbers.get(1)).get("recurring_cost", BigDecimal.class))
                .isEqualByComparingTo("3");
    }

    @Test
    void nobodyButTheOneWhoGaveThemRepricesNumbersAndNobodyElseSeesTheAnnouncement() {
        ledger.goTo("2026-01-10T08:00");
        var numbers = tree.load(tree.o, 1);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers);
        for (var other : List.of(tree.ca, tree.b, tree.p, tree.a1)) {
            assertThatThrownBy(() -> announce(other, numbers, "2026-03-01T00:00"))
                    .as(other.name())
                    .isInstanceOf(StockChangedException.class);
        }
        assertThatThrownBy(() -> announce(tree.o, numbers, "2026-01-10T00:00"))
                .isInstanceOf(StockChangedException.class);
        price("1.00");
        announce(tree.o, numbers, "2026-03-01T00:00");

        assertThat(announced(tree.o, numbers)).containsExactly("true 3.00000");
        assertThat(announced(tree.a, numbers)).containsExactly("false 3.00000");
        for (var other : List.of(tree.ca, tree.b, tree.p)) {
            assertThat(announced(other, numbers)).as(other.name()).isEmpty();
        }
    }

    private void price(String fee) {
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update pricing_batch set recurring_fee = ?::numeric where operator_id = ? and id = ?",
                                fee,
                                tree.o.operatorId(),
                                tree.wholesale(tree.o)));
    }

    private void announce(Member who, List<String> numbers, String from) {
        tree.chain(
                who,
                "REPRICE",
                "select reprice_numbers(?::text[], null, ?::timestamptz, ?::timestamptz)",
                TestTree.array(numbers),
                ledger.at(from).atOffset(ZoneOffset.UTC));
    }

    private List<String> announced(Member who, List<String> numbers) {
        return tree.read(
                who,
                ctx -> ctx.sql()
                        .fetch("select earned, recurring from announced_prices(?::text[])", (Object)
                                TestTree.array(numbers))
                        .map(row -> row.get(0) + " " + row.get(1)));
    }

    @Test
    void ofStockThatWasThereBeforeOnlyWhatComesIsCharged() {
        ledger.goTo("2026-01-01T08:00");
        var number = tree.load(tree.o, 1);
        ledger.chargeFrom(tree.o, number.getFirst(), ledger.at("2026-01-22T09:00"));
        ledger.goTo("2026-02-02T00:00");
        ledger.post();

        assertThat(ledger.paid(tree.o, "ACTIVATION", "2026-01")).isZero();
        assertThat(ledger.paid(tree.o, "RECURRING", "2026-01")).isEqualByComparingTo("0.65");
    }

    @Test
    void aFixedOffsetMeansTheSameInTheDatabase() {
        var east = new Ledger(tree, "+05:30");
        east.goTo("2026-01-11T00:30");
        tree.load(tree.o, 1);
        east.goTo("2026-02-02T00:00");
        east.post();

        assertThat(east.lines())
                .filteredOn(it -> it.kind().equals("RECURRING"))
                .extracting(Ledger.Line::days)
                .containsExactly(21);
    }
}
