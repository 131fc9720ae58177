package com.didstock.dashboard.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.didstock.dashboard.Attention;
import com.didstock.dashboard.Dashboard;
import com.didstock.dashboard.Overview;
import com.didstock.history.Flow;
import com.didstock.inventory.DidStatus;
import com.didstock.tenancy.ChildTenants;
import com.didstock.tenancy.ChildTerms;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestTree.Member;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeTable;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** O gave six numbers to A: three lie there, A gave two to A1, and one to CA, which uses it. */
class DashboardViewTest extends ScreenTest {

    @Autowired
    private Dashboard dashboard;

    @Autowired
    private ChildTenants children;

    private List<String> numbers = List.of();

    @BeforeEach
    void sell() {
        numbers = tree.load(tree.o, 6);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));
        tree.give(tree.a, tree.a1, numbers.subList(1, 3));
        tree.setInUse(tree.ca, numbers.subList(0, 1), true);
    }

    private Overview overview(Member member) {
        return dashboard.overview(member.admin(), ZoneOffset.UTC);
    }

    @Test
    void aTenantSeesItsOwnStockAndItsDirectChildrenOnly() {
        assertThat(overview(tree.a).stock().total()).isEqualTo(6);
        assertThat(overview(tree.a).stock().of(DidStatus.IN_USE)).isEqualTo(1);
        assertThat(overview(tree.a).children())
                .extracting(row -> row.child().name(), row -> row.numbers().total())
                .containsExactly(tuple("A1", 2L), tuple("CA", 1L));
        assertThat(overview(tree.o).children())
                .extracting(row -> row.child().name())
                .containsExactly("A");
        for (var stranger : List.of(tree.b, tree.p)) {
            assertThat(overview(stranger).stock().total()).isZero();
            assertThat(overview(stranger).children()).isEmpty();
            assertThat(overview(stranger).attention()).isEmpty();
        }
    }

    @Test
    void whatIsSoldEarnsWhatTheChildrenPay() {
        var parent = overview(tree.a);
        var sold = children.list(tree.a.admin(), "");

        assertThat(parent.monthlyRevenue().get("EUR"))
                .isEqualByComparingTo(cost(tree.a1).add(cost(tree.ca)));
        assertThat(parent.monthlyMargin().get("EUR"))
                .isEqualByComparingTo(sold.stream()
                        .map(row -> euros(row.numbers().monthlyRevenue())
                                .subtract(euros(row.numbers().monthlyCost())))
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private BigDecimal cost(Member member) {
        return euros(overview(member).stock().monthlyCost());
    }

    private static BigDecimal euros(Map<String, BigDecimal> amounts) {
        return Objects.requireNonNull(amounts.get("EUR"));
    }

    @Test
    void freeNumbersWithoutAPriceAndAChildNearItsLimitWantToBeLookedAt() {
        var child = children.find(tree.a.admin(), tree.a1.id());
        var terms = child.terms();
        children.update(
                tree.a.admin(),
                child.id(),
                child.version(),
                new ChildTerms(
                        terms.name(),
                        2,
                        terms.maxMonthlyCost(),
                        terms.maxReservations(),
                        terms.mayDraw(),
                        terms.releaseToHomeBatch(),
                        terms.afterUse()));

        var attention = overview(tree.a).attention();

        assertThat(attention).contains(new Attention.NearLimit(tree.a1.id(), "A1", 2, 2));
        assertThat(attention)
                .filteredOn(Attention.Numbers.class::isInstance)
                .singleElement()
                .satisfies(it -> {
                    var free = (Attention.Numbers) it;
                    assertThat(free.cause()).isEqualTo(Attention.Cause.UNPRICED);
                    assertThat(free.numbers().value()).isEqualTo(3);
                });
    }

    @Test
    void aReservationThatEndsWithinAWeekIsNamedAndALaterOneIsNot() {
        tree.reserve(tree.a, tree.a1, numbers.subList(3, 4), Duration.ofDays(6));
        tree.reserve(tree.a, tree.a1, numbers.subList(4, 5), Duration.ofDays(9));

        assertThat(overview(tree.a).attention())
                .filteredOn(it ->
                        it instanceof Attention.Numbers found && found.cause() == Attention.Cause.RESERVATION_ENDS)
                .extracting(it -> ((Attention.Numbers) it).numbers().value())
                .containsExactly(1L);
    }

    @Test
    void whatCameAndWentIsCountedByWeekAndWhatThereIsByCountry() {
        tree.release(tree.a, numbers.subList(4, 6));
        var monday = LocalDate.ofInstant(tree.clock().instant(), ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));

        assertThat(overview(tree.a).flow()).containsExactly(new Flow(monday, 6, 2));
        assertThat(overview(tree.a).countries().values()).containsExactly(4L);
        assertThat(overview(tree.o).countries().values()).containsExactly(6L);
        assertThat(overview(tree.b).flow()).isEmpty();
        assertThat(overview(tree.b).countries()).isEmpty();
    }

    @Test
    void quarantinesAreListedByTheWeekInWhichTheyEnd() {
        tree.run(
                tree.o,
                "TEST",
                context -> context.sql()
                        .query(
                                "update didstock.did_holding set state = 'AGING', until = {0}, version = version + 1"
                                        + " where operator_id = {1} and tenant_id = {1} and number = {2}",
                                DSL.val(OffsetDateTime.now(ZoneOffset.UTC).plusDays(10)),
                                DSL.val(tree.o.id()),
                                DSL.val(tree.load(tree.o, 1).getFirst()))
                        .execute());

        assertThat(overview(tree.o).agingEnds().values()).containsExactly(1L);
        assertThat(overview(tree.a).agingEnds()).isEmpty();
    }

    @Test
    void thePageLeadsToWhatItCounts() {
        navigate(DashboardView.class);

        assertThat(text()).contains("3 free numbers are in no pricing batch", "A1", "CA");
        assertThat(find(Anchor.class).all())
                .extracting(Anchor::getHref)
                .contains(
                        "inventory?batch=none&status=FREE",
                        "inventory?with=" + tree.a1.id(),
                        "inventory?status=IN_USE");
        assertThat(find(NativeTable.class).all()).isNotEmpty();
    }

    @Test
    void aTenantWithoutNumbersIsToldWhatWillBeHere() {
        signIn(tree.b.admin());
        navigate(DashboardView.class);

        assertThat(text()).contains("No numbers yet");
    }

    @Test
    void itIsNoScreenOfACustomers() {
        signIn(tree.ca.admin());
        UI.getCurrent().navigate("dashboard");

        assertThat(getCurrentView()).isNotInstanceOf(DashboardView.class);
        assertThat(text()).doesNotContain("Stock by status");
    }
}
