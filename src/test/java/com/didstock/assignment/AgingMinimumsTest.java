package com.didstock.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.inventory.HoldingChains;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reseller has what leaves its customers rest longer than is laid down, never shorter. */
class AgingMinimumsTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private final TestTree tree = TestTree.plant();
    private final AgingMinimums minimums = new AgingMinimums(tree.transactions());

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void theLongestOfTheChainCountsForItsOwnSubtreeAlone() {
        minimums.set(tree.a.admin(), 60);
        minimums.set(tree.a1.admin(), 50);

        assertThat(restAfterLeaving(tree.ca1)).isEqualTo(60);
        assertThat(restAfterLeaving(tree.ca)).isEqualTo(60);
        assertThat(restAfterLeaving(tree.cb)).as("B said nothing").isEqualTo(45);

        minimums.set(tree.a1.admin(), 90);
        assertThat(restAfterLeaving(tree.ca1)).isEqualTo(90);
        assertThat(restAfterLeaving(tree.ca)).as("not below A1").isEqualTo(60);
    }

    @Test
    void nobodyShortensIt() {
        minimums.set(tree.a.admin(), 10);

        assertThat(restAfterLeaving(tree.ca)).isEqualTo(45);
    }

    @Test
    void takenBackItIsAsLongAsIsLaidDownAbove() {
        minimums.set(tree.a.admin(), 60);
        assertThat(minimums.get(tree.a.admin())).isEqualTo(60);
        minimums.set(tree.a.admin(), null);

        assertThat(minimums.get(tree.a.admin())).isNull();
        assertThat(restAfterLeaving(tree.ca)).isEqualTo(45);
    }

    @Test
    void whereTheOperatorLetsNumbersNotRestAResellerMay() {
        minimums.set(tree.a.admin(), 7);

        assertThat(restAfterLeaving(tree.ca, 0)).isEqualTo(7);
        assertThat(restAfterLeaving(tree.cb, 0)).isZero();
    }

    @Test
    void whatRestsAlreadyKeepsItsDayAlsoOnItsWayUp() {
        var number = used(tree.ca);
        leave(tree.ca, number, 45);
        var until = until(tree.a, number);

        minimums.set(tree.a.admin(), 300);
        assertThat(until(tree.a, number)).isEqualTo(until);
        leave(tree.a, number, 45);

        assertThat(until(tree.o, number)).isEqualTo(until);
    }

    @Test
    void whatWasNotUsedDoesNotRest() {
        minimums.set(tree.a.admin(), 60);
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);
        leave(tree.ca, number, 45);

        assertThat(tree.status(tree.a, number.getFirst())).isEqualTo("FREE");
    }

    @Test
    void aRecallFromAboveIsALeavingToo() {
        minimums.set(tree.a1.admin(), 80);
        var number = used(tree.ca1);
        tree.run(tree.o, "RECALL", ctx -> {
            HoldingChains.countDaysOfRestIn(ctx, UTC);
            ctx.sql()
                    .fetch(
                            "select recall_numbers(?::text[], '{45}', '{GIVEN}', ?::timestamptz)",
                            TestTree.array(number),
                            ctx.now().atOffset(ZoneOffset.UTC));
        });

        assertThat(days(until(tree.o, number))).isEqualTo(80);
    }

    @Test
    void onlyTheAdministratorOfAResellerSaysIt() {
        for (var other : List.of(tree.o, tree.ca, tree.p)) {
            assertThatThrownBy(() -> minimums.set(other.admin(), 60))
                    .as("%s", other)
                    .isInstanceOfAny(NotThereException.class, RightMissingException.class);
            assertThatThrownBy(() -> minimums.get(other.admin())).isInstanceOf(NotThereException.class);
        }
        assertThatThrownBy(() -> minimums.set(tree.a.viewer(), 60)).isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> minimums.set(tree.clerk(tree.a), 60)).isInstanceOf(RightMissingException.class);
        assertThat(minimums.get(tree.b.admin())).isNull();
    }

    @Test
    void oneToThreeHundredAndSixtyFiveDays() {
        for (var wrong : List.of(-1, 0, 366)) {
            assertThatThrownBy(() -> minimums.set(tree.a.admin(), wrong))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            it -> assertThat(it.reason()).isEqualTo(AgingRefusal.DAYS_OUT_OF_RANGE));
        }
        minimums.set(tree.a.admin(), 365);
        minimums.set(tree.a.admin(), 1);
        assertThat(minimums.get(tree.a.admin())).isEqualTo(1);
    }

    // ------------------------------------------------------------------------------------------ helpers

    private long restAfterLeaving(Member customer) {
        return restAfterLeaving(customer, 45);
    }

    /** {@return the days that a number rests; 0: it is free at once} */
    private long restAfterLeaving(Member customer, int laidDown) {
        var number = used(customer);
        leave(customer, number, laidDown);
        var holder = Objects.requireNonNull(customer.parent());
        return tree.status(holder, number.getFirst()).equals("AGING") ? days(until(holder, number)) : 0;
    }

    private List<String> used(Member customer) {
        var number = tree.load(tree.o, 1);
        if (customer == tree.ca1) {
            tree.give(tree.o, tree.a, number);
            tree.give(tree.a, tree.a1, number);
            tree.give(tree.a1, customer, number);
        } else {
            var seller = Objects.requireNonNull(customer.parent());
            tree.give(tree.o, seller, number);
            tree.give(seller, customer, number);
        }
        tree.setInUse(customer, number, true);
        tree.clock().advance(Duration.ofDays(1));
        tree.setInUse(customer, number, false);
        return number;
    }

    private void leave(Member holder, List<String> number, int laidDown) {
        tree.run(holder, "RETURN", ctx -> {
            HoldingChains.countDaysOfRestIn(ctx, UTC);
            ctx.sql()
                    .fetch(
                            "select release_numbers(?::text[], ?::int[], true, '{FREE,AGING}', '{}', ?::timestamptz)",
                            TestTree.array(number),
                            TestTree.days(number, laidDown),
                            ctx.now().atOffset(ZoneOffset.UTC));
        });
    }

    private OffsetDateTime until(Member holder, List<String> number) {
        return tree.holding(holder, number.getFirst()).get("until", OffsetDateTime.class);
    }

    /** Whole days after today. */
    private long days(OffsetDateTime until) {
        var today = LocalDate.ofInstant(tree.clock().instant(), UTC);
        return until.atZoneSameInstant(UTC).toLocalDate().toEpochDay() - today.toEpochDay() - 1;
    }
}
