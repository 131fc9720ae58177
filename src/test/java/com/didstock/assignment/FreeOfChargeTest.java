package com.didstock.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.branding.Operators;
import com.didstock.history.ActivityFilter;
import com.didstock.history.ActivityLogs;
import com.didstock.inventory.HoldingChains;
import com.didstock.inventory.Holdings;
import com.didstock.inventory.InventoryFilter;
import com.didstock.notices.NoticesOf;
import com.didstock.tenancy.LedgerPostings;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** An operator sets numbers free of charge, or has them charged again. */
@SpringBootTest
class FreeOfChargeTest {

    @Autowired
    Holdings holdings;

    @Autowired
    HoldingChains chains;

    @Autowired
    OperationLog log;

    @Autowired
    PlanLog planLog;

    @Autowired
    Operators operators;

    @Autowired
    AccountUse accounts;

    final LedgerPostings posting = LedgerPostings.over(TestDatabase.get().app());
    TestTree tree;
    Assignments assignments;
    List<String> stock;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        var calendar = new Calendar(operators);
        var choosing = new Choosing(holdings, chains, accounts, calendar);
        var execution = new Execution(holdings, chains, operators, calendar, accounts);
        assignments =
                new Assignments(tree.transactions(), holdings, choosing, log, planLog, execution, calendar, accounts);
        goTo("2026-04-01T08:00");
        stock = tree.load(tree.o, 2);
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void whatNobodyHasChangesAtOnce() {
        assertThat(set(Charging.FREE_OF_CHARGE)).isEqualTo(stock);
        assertThat(isFree(tree.o)).isTrue();
        assertThat(preview(Charging.FREE_OF_CHARGE).skipped())
                .containsExactly(new Preview.Skipped(Refusal.ALREADY_DONE, 2, stock));

        tree.give(tree.o, tree.a, stock);
        assertThat(cost(tree.a)).isZero();
        tree.recall(tree.o, stock);

        assertThat(set(Charging.CHARGED)).isEqualTo(stock);
        assertThat(isFree(tree.o)).isFalse();
        tree.give(tree.o, tree.a, stock);
        assertThat(cost(tree.a)).isEqualByComparingTo("2.50");
    }

    @Test
    void whatIsGivenOutIsFreeOnEveryLevelWhenTheNextDayBeginsAndNotASecondEarlier() {
        givenDown();
        goTo("2026-04-10T12:00");
        var preview = preview(Charging.FREE_OF_CHARGE);
        assertThat(Objects.requireNonNull(preview.money()).earnedMonthly())
                .isEqualTo(Map.of("EUR", new BigDecimal("-5.00000")));
        assignments.apply(tree.o.admin(), preview.id());

        goTo("2026-04-10T23:59:59");
        post();
        assertThat(cost(tree.a)).isEqualByComparingTo("2.50");
        assertThat(isFree(tree.ca)).isFalse();

        goTo("2026-04-11T00:00");
        post();
        for (var member : List.of(tree.o, tree.a, tree.ca)) {
            assertThat(isFree(member)).as(member.name()).isTrue();
        }
        assertThat(cost(tree.a)).isZero();
        assertThat(cost(tree.ca)).isZero();
        assertThat(revenue(tree.o)).isZero();
        assertThat(revenue(tree.a)).isZero();
        // The vendor is paid as before.
        assertThat(cost(tree.o)).isPositive();
    }

    @Test
    void theDaysBeforeAreChargedAndThoseAfterAreNotHoweverLateThatIsMadeTrue() {
        givenDown();
        goTo("2026-04-10T12:00");
        set(Charging.FREE_OF_CHARGE);
        goTo("2026-05-20T00:00");
        post();

        // Ten days of thirty, of 2.50 and 3.00 a month.
        assertThat(paid(tree.a, "RECURRING", "2026-04")).isEqualTo(List.of("0.83", "0.83"));
        assertThat(paid(tree.ca, "RECURRING", "2026-04")).isEqualTo(List.of("1.00", "1.00"));
        assertThat(paid(tree.a, "RECURRING", "2026-05")).isEmpty();
        assertThat(paid(tree.o, "RECURRING", "2026-04")).isEqualTo(List.of("2.00", "2.00"));
        assertThat(paid(tree.a, "ACTIVATION", "2026-04")).hasSize(2);
        assertThat(paid(tree.a, "CREDIT", "2026-04")).isEmpty();
    }

    @Test
    void chargedAgainTheyCostWhatTheyCostBeforeAndNoSecondActivation() {
        givenDown();
        goTo("2026-04-10T12:00");
        set(Charging.FREE_OF_CHARGE);
        goTo("2026-04-15T12:00");
        post();
        set(Charging.CHARGED);
        goTo("2026-04-16T00:00");
        post();

        assertThat(cost(tree.a)).isEqualByComparingTo("2.50");
        assertThat(cost(tree.ca)).isEqualByComparingTo("3.00");
        assertThat(revenue(tree.o)).isEqualByComparingTo("2.50");
        assertThat(revenue(tree.a)).isEqualByComparingTo("3.00");
        goTo("2026-05-02T00:00");
        post();
        // The first ten days and the last fifteen of thirty.
        assertThat(sum(tree.a, "RECURRING", "2026-04")).isEqualByComparingTo("4.16");
        assertThat(paid(tree.a, "ACTIVATION", "2026-04")).hasSize(2);
        assertThat(paid(tree.ca, "ACTIVATION", "2026-04")).hasSize(2);
    }

    @Test
    void whatWasGivenFreeHasNoPriceToGoBackTo() {
        set(Charging.FREE_OF_CHARGE);
        tree.give(tree.o, tree.a, stock.subList(0, 1));

        var preview = preview(Charging.CHARGED);

        assertThat(preview.wouldChange()).isEqualTo(1);
        assertThat(preview.skipped())
                .containsExactly(new Preview.Skipped(Refusal.NEVER_CHARGED, 1, stock.subList(0, 1)));
    }

    @Test
    void everybodyWhoHasThemIsToldBeforeAndAgainWhenTheyCostNothing() {
        givenDown();
        goTo("2026-04-10T12:00");
        set(Charging.FREE_OF_CHARGE);

        for (var member : List.of(tree.a, tree.ca)) {
            assertThat(NoticesOf.kinds(tree, member.admin()).getFirst())
                    .as(member.name())
                    .isEqualTo("FREE_ANNOUNCED 2026-04-11");
            assertThat(activity(member)).as(member.name()).contains("SET_FREE_OF_CHARGE");
        }
        assertThat(NoticesOf.kinds(tree, tree.b.admin())).isEmpty();
        assertThat(NoticesOf.kinds(tree, tree.o.admin())).isEmpty();
        goTo("2026-04-11T00:00");
        post();
        for (var member : List.of(tree.a, tree.ca)) {
            assertThat(NoticesOf.kinds(tree, member.admin()).getFirst()).startsWith("REPRICED");
            assertThat(activity(member)).contains("FREE_OF_CHARGE_DUE");
        }
    }

    @Test
    void whatWasAnnouncedCanBeTakenBackBeforeItsDay() {
        givenDown();
        set(Charging.FREE_OF_CHARGE);
        assertThat(set(Charging.CHARGED)).isEqualTo(stock);
        assertThat(NoticesOf.kinds(tree, tree.ca.admin()).getFirst()).startsWith("CHARGE_ANNOUNCED");

        tree.clock().advance(Duration.ofDays(2));
        post();

        assertThat(isFree(tree.ca)).isFalse();
        assertThat(cost(tree.ca)).isEqualByComparingTo("3.00");
    }

    @Test
    void itGoesWithTheNumberWhereverThatIsOnItsDay() {
        givenDown();
        set(Charging.FREE_OF_CHARGE);
        var first = stock.subList(0, 1);
        tree.recall(tree.a, stock);
        tree.release(tree.a, stock);
        tree.give(tree.o, tree.b, first);

        tree.clock().advance(Duration.ofDays(1));
        post();

        assertThat(isFree(tree.b)).isTrue();
        assertThat(cost(tree.b)).isZero();
        assertThat(Objects.requireNonNull(tree.holding(tree.o, stock.get(1))).get("free_of_charge", Boolean.class))
                .isTrue();
    }

    @Test
    void whatIsGivenAfterTheDayBeganIsFreeEvenIfThatWasNotYetMadeTrue() {
        givenDown();
        set(Charging.FREE_OF_CHARGE);
        goTo("2026-04-02T00:10");
        tree.recall(tree.a, stock);
        tree.release(tree.a, stock);
        tree.give(tree.o, tree.b, stock);
        goTo("2026-05-02T00:00");
        post();

        assertThat(isFree(tree.b)).isTrue();
        assertThat(paid(tree.b, "ACTIVATION", "2026-04")).isEmpty();
        assertThat(paid(tree.b, "RECURRING", "2026-04")).isEmpty();
    }

    @Test
    void aNumberGivenOutFreeMeanwhileStaysFreeAndTheOperatorIsTold() {
        givenDown();
        set(Charging.FREE_OF_CHARGE);
        tree.clock().advance(Duration.ofDays(1));
        post();
        set(Charging.CHARGED);
        tree.recall(tree.a, stock);
        tree.release(tree.a, stock);
        tree.give(tree.o, tree.b, stock);

        tree.clock().advance(Duration.ofDays(1));
        post();

        assertThat(isFree(tree.b)).isTrue();
        assertThat(cost(tree.b)).isZero();
        assertThat(NoticesOf.kinds(tree, tree.o.admin()).getFirst()).startsWith("CHARGE_LAPSED");
    }

    @Test
    void itDoesNotConcernANumberThatWentAndCameAgain() {
        givenDown();
        set(Charging.FREE_OF_CHARGE);
        tree.recall(tree.a, stock);
        tree.release(tree.a, stock);
        tree.delete(tree.o, stock);
        tree.clock().advance(Duration.ofHours(1));
        tree.load(tree.o, stock, TestTree.Facts.BERLIN);

        tree.clock().advance(Duration.ofDays(1));
        post();

        assertThat(isFree(tree.o)).isFalse();
    }

    @Test
    void onlyTheOperatorMaySetIt() {
        givenDown();
        for (var other : List.of(tree.a.admin(), tree.ca.admin(), tree.b.admin(), tree.o.viewer())) {
            assertThatThrownBy(() -> assignments.preview(other, request(Charging.FREE_OF_CHARGE)))
                    .isInstanceOf(RightMissingException.class);
            assertThat(assignments.offered(other)).doesNotContain(OperationKind.SET_FREE_OF_CHARGE);
        }
        assertThat(assignments
                        .preview(tree.p.admin(), request(Charging.FREE_OF_CHARGE))
                        .wouldChange())
                .isZero();
        for (var other : List.of(tree.a, tree.ca, tree.b, tree.p, tree.q)) {
            assertThatThrownBy(() -> tree.run(
                            other,
                            "TEST",
                            ctx -> ctx.sql()
                                    .execute(
                                            "select didstock.set_free_of_charge(?::text[], true, ?, ?, ?)",
                                            TestTree.array(stock),
                                            time(Duration.ofDays(1)),
                                            LocalDate.of(2026, 4, 2),
                                            time(Duration.ZERO))))
                    .as(other.name())
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(isFree(tree.o)).isFalse();
    }

    // ------------------------------------------------------------------------------------------------------------

    private OffsetDateTime time(Duration ahead) {
        return tree.clock().instant().plus(ahead).atOffset(ZoneOffset.UTC);
    }

    private void givenDown() {
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock);
    }

    private void goTo(String time) {
        tree.clock().set(LocalDateTime.parse(time).toInstant(ZoneOffset.UTC));
    }

    private void post() {
        Instant now = tree.clock().instant();
        posting.post(tree.o.operatorId(), ZoneOffset.UTC, now, 1_000);
    }

    private OperationRequest request(Charging charging) {
        return new OperationRequest(
                OperationKind.SET_FREE_OF_CHARGE,
                null,
                charging.name(),
                InventoryFilter.EVERYTHING,
                new ApplyTo.Selected(stock),
                Choices.NONE);
    }

    private Preview preview(Charging charging) {
        return assignments.preview(tree.o.admin(), request(charging));
    }

    private List<String> set(Charging charging) {
        return assignments.apply(tree.o.admin(), preview(charging).id()).numbers();
    }

    private List<String> activity(Member member) {
        return ActivityLogs.over(tree.transactions())
                .page(member.admin(), ActivityFilter.ALL, null, 50)
                .entries()
                .stream()
                .map(entry -> entry.operation())
                .toList();
    }

    private boolean isFree(Member member) {
        return Objects.requireNonNull(tree.holding(member, stock.getFirst())).get("free_of_charge", Boolean.class);
    }

    private BigDecimal cost(Member member) {
        return Objects.requireNonNull(tree.holding(member, stock.getFirst())).get("recurring_cost", BigDecimal.class);
    }

    private BigDecimal revenue(Member member) {
        return Objects.requireNonNull(tree.holding(member, stock.getFirst()))
                .get("recurring_revenue", BigDecimal.class);
    }

    private List<String> paid(Member payer, String kind, String month) {
        try (var connection = TestDatabase.get().superuser().getConnection()) {
            return DSL.using(connection, SQLDialect.POSTGRES)
                    .fetch("""
                    select round(amount, 2)::text from didstock.charge
                    where operator_id = ? and payer_id = ? and kind::text = ? and month = ?::date order by number, days
                    """, payer.operatorId(), payer.id(), kind, month + "-01")
                    .getValues(0, String.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private BigDecimal sum(Member payer, String kind, String month) {
        return paid(payer, kind, month).stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
