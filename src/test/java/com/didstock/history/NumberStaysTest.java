package com.didstock.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.didstock.branding.Operators;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Who held a number on a day of the past, told to each tenant at its own level. */
@SpringBootTest
class NumberStaysTest {

    @Autowired
    Operators operators;

    TestTree tree;
    NumberStays stays;
    String number;

    @BeforeEach
    void heldByAFromTheTenthWithItsCustomerFromTheTwelfthTakenBackOnTheTwentieth() {
        tree = TestTree.plant();
        stays = new NumberStays(tree.transactions(), operators);
        tree.clock().set(Instant.parse("2026-03-01T12:00:00Z"));
        var numbers = tree.load(tree.o, 1);
        number = numbers.getFirst();
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.clock().set(Instant.parse("2026-03-10T12:00:00Z"));
        tree.give(tree.o, tree.a, numbers);
        tree.put(tree.a, tree.retail(tree.a), numbers);
        tree.clock().set(Instant.parse("2026-03-12T12:00:00Z"));
        tree.give(tree.a, tree.ca, numbers);
        tree.clock().set(Instant.parse("2026-03-20T12:00:00Z"));
        tree.recall(tree.o, numbers);
        tree.clock().set(Instant.parse("2026-04-01T12:00:00Z"));
    }

    @Test
    void eachLevelIsToldItsOwnStayItsChildAndThePricesBetweenThem() {
        var operators = only(tree.o, 15);
        assertThat(operators.fromVendor()).isTrue();
        assertThat(operators.from()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(operators.until()).isNull();
        assertThat(text(operators.cost())).isEqualTo("2 + 1 EUR");
        assertThat(operators.given())
                .extracting(
                        it -> it.child().name(),
                        it -> text(it.revenue()),
                        it -> it.from().toString())
                .containsExactly(tuple("A", "2.5 + 1.2 EUR", "2026-03-10T12:00:00Z"));

        var resellers = only(tree.a, 15);
        assertThat(resellers.fromVendor()).isFalse();
        assertThat(resellers.until()).isEqualTo("2026-03-20T12:00:00Z");
        assertThat(text(resellers.cost())).isEqualTo("2.5 + 1.2 EUR");
        assertThat(resellers.given())
                .extracting(it -> it.child().name(), it -> text(it.revenue()))
                .containsExactly(tuple("CA", "3 + 1.4 EUR"));
        assertThat(resellers.given().getFirst().batch()).extracting(Thing::name).isEqualTo("Retail");

        var customers = only(tree.ca, 15);
        assertThat(text(customers.cost())).isEqualTo("3 + 1.4 EUR");
        assertThat(customers.given()).isEmpty();
    }

    @Test
    void aTenantThatNoLongerHoldsItIsToldItsOwnPastAndNothingElse() {
        assertThat(on(tree.ca, 11)).isEmpty();
        assertThat(on(tree.ca, 21)).isEmpty();
        assertThat(only(tree.ca, 12).atEndOfDay()).isTrue();
        assertThat(only(tree.a, 11).given()).isEmpty();
        assertThat(on(tree.a, 21)).isEmpty();
        assertThat(only(tree.o, 21).given()).isEmpty();
    }

    @Test
    void theDayOnWhichAStayEndedIsShownAndNotPaid() {
        var last = only(tree.ca, 20);

        assertThat(last.atEndOfDay()).isFalse();
        assertThat(only(tree.a, 20).given())
                .extracting(DayOfNumber.Given::atEndOfDay)
                .containsExactly(false);
        assertThat(only(tree.o, 20).atEndOfDay()).isTrue();
    }

    @Test
    void whoeverNeverHeldItIsToldThatThereIsNoSuchNumber() {
        var day = LocalDate.of(2026, 3, 15);
        for (var stranger : List.of(tree.b, tree.cb, tree.a1, tree.ca1, tree.p, tree.q)) {
            assertThatThrownBy(() -> stays.on(stranger.admin(), number, day))
                    .as("%s", stranger)
                    .isInstanceOf(NotThereException.class);
        }
        // Past the service, the database tells a stranger nothing either.
        int told = tree.read(
                tree.b,
                ctx -> ctx.sql()
                        .fetch("select * from stays_between(?, '2026-01-01', '2027-01-01')", number)
                        .size());
        assertThat(told).isZero();
    }

    @Test
    void aClerkIsToldWhoHeldItWithoutAnyPrice() {
        var stay = stays.on(tree.clerk(tree.a), number, LocalDate.of(2026, 3, 15))
                .stays()
                .getFirst();

        assertThat(stay.cost()).isNull();
        assertThat(stay.given()).singleElement().satisfies(it -> {
            assertThat(it.child().name()).isEqualTo("CA");
            assertThat(it.revenue()).isNull();
            assertThat(it.batch()).isNull();
        });
        assertThat(stays.on(tree.a.viewer(), number, LocalDate.of(2026, 3, 15))
                        .stays()
                        .getFirst()
                        .cost())
                .isNotNull();
    }

    @Test
    void aDayThatIsYetToComeIsRefused() {
        assertThat(stays.today(tree.o.admin())).isEqualTo("2026-04-01");
        assertThat(stays.on(tree.o.admin(), number, LocalDate.of(2026, 4, 1)).stays())
                .hasSize(1);
        assertThatThrownBy(() -> stays.on(tree.o.admin(), number, LocalDate.of(2026, 4, 2)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(HistoryRefusal.DAY_TO_COME));
    }

    private DayOfNumber.Stay only(Member member, int day) {
        assertThat(on(member, day)).hasSize(1);
        return on(member, day).getFirst();
    }

    private List<DayOfNumber.Stay> on(Member member, int day) {
        return stays.on(member.admin(), number, LocalDate.of(2026, 3, day)).stays();
    }

    private static String text(DayOfNumber.@Nullable Price price) {
        return price == null
                ? ""
                : price.recurring().stripTrailingZeros().toPlainString()
                        + " + "
                        + price.activation().stripTrailingZeros().toPlainString()
                        + " "
                        + price.currency();
    }
}
