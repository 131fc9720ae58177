package com.didstock.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.inventory.HoldingChains;
import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number that an account used for a day rests before somebody else gets it, and nothing shortens that. */
class AgingTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final TestTree tree = TestTree.plant();
    private final List<String> number = tree.load(tree.o, 1);

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterADaysUseItAges(boolean recalled) {
        useFor(tree.ca, DAY);
        var until = tree.clock().instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(46));

        if (recalled) {
            tree.recall(tree.a, number);
        } else {
            tree.release(tree.ca, number);
        }

        assertThat(tree.status(tree.a, number.getFirst())).isEqualTo("AGING");
        assertThat(until(tree.a)).isEqualTo(until);
        assertThatThrownBy(() -> tree.give(tree.a, tree.ca, number)).isInstanceOf(StockChangedException.class);
        assertThat(tree.take(tree.a1, 1)).isEmpty();
    }

    @Test
    void afterLessItIsFreeAtOnce() {
        useFor(tree.ca, DAY.minusSeconds(1));

        tree.release(tree.ca, number);

        assertThat(tree.status(tree.a, number.getFirst())).isEqualTo("FREE");
    }

    @Test
    void aNumberThatWasNotUsedDoesNotAge() {
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);
        tree.clock().advance(Duration.ofDays(30));

        tree.release(tree.ca, number);

        assertThat(tree.status(tree.a, number.getFirst())).isEqualTo("FREE");
    }

    @Test
    void itStaysWithItsCustomerWithoutAging() {
        useFor(tree.ca, DAY);

        assertThat(tree.status(tree.ca, number.getFirst())).isEqualTo("FREE");
    }

    @Test
    void theDateGoesUpWithTheNumber() {
        useFor(tree.ca, DAY);
        tree.release(tree.ca, number);
        var until = until(tree.a);
        tree.clock().advance(Duration.ofDays(10));

        tree.release(tree.a, number);

        assertThat(tree.status(tree.o, number.getFirst())).isEqualTo("AGING");
        assertThat(until(tree.o)).isEqualTo(until);
    }

    @Test
    void deletingAndLoadingItAgainChangesNothing() {
        useFor(tree.ca, DAY);
        tree.recall(tree.o, number);
        var until = until(tree.o);

        tree.delete(tree.o, number);
        tree.clock().advance(Duration.ofDays(1));
        tree.load(tree.b, number, Facts.BERLIN);
        assertThat(tree.status(tree.b, number.getFirst())).isEqualTo("AGING");
        assertThat(until(tree.b)).isEqualTo(until);

        tree.delete(tree.b, number);
        tree.clock().advance(Duration.ofDays(45));
        tree.load(tree.o, number, Facts.BERLIN);
        assertThat(tree.status(tree.o, number.getFirst())).isEqualTo("FREE");
    }

    @Test
    void whenItsTimeIsOverItIsFreeWithoutAnybodysDoing() {
        useFor(tree.ca, DAY);
        tree.release(tree.ca, number);

        tree.clock().advance(Duration.ofDays(46));

        assertThat(tree.take(tree.a1, 1)).isEqualTo(number);
    }

    @Test
    void aSettledUseIsNotHeldAgainstTheNextCustomer() {
        useFor(tree.ca, DAY);
        tree.chain(
                tree.ca,
                "RETURN",
                "select release_numbers(?::text[], '{0}', true, '{FREE}', '{}', ?::timestamptz)",
                (Object) TestTree.array(number));
        assertThat(tree.status(tree.a, number.getFirst())).isEqualTo("FREE");

        tree.give(tree.a, tree.ca, number);
        tree.release(tree.ca, number);

        assertThat(tree.status(tree.a, number.getFirst())).isEqualTo("FREE");
    }

    /** 45 days: the law counts whole days, in the country of the number's network. */
    @ParameterizedTest(name = "disconnected at {0} in {1}")
    @CsvSource({
        "2026-10-16T00:10, Europe/Berlin, 2026-12-01T00:00",
        "2026-10-16T13:00, Europe/Berlin, 2026-12-01T00:00",
        "2026-10-16T23:50, Europe/Berlin, 2026-12-01T00:00",
        "2026-10-16T23:50, America/St_Johns, 2026-12-01T00:00",
        "2026-10-16T00:10, Pacific/Kiritimati, 2026-12-01T00:00",
        "2027-03-01T23:50, Europe/Berlin, 2027-04-16T00:00",
        "2028-01-20T12:00, UTC, 2028-03-06T00:00"
    })
    void disconnectedOn16OctoberItIsNotGivenOutBefore30NovemberIsOver(
            LocalDateTime disconnected, String zoneName, LocalDateTime free) {
        var zone = ZoneId.of(zoneName);
        tree.clock().set(disconnected.atZone(zone).toInstant().minus(DAY));
        var loaded = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, loaded);
        tree.give(tree.a, tree.ca, loaded);
        tree.setInUse(tree.ca, loaded, true);
        tree.clock().advance(DAY);
        tree.setInUse(tree.ca, loaded, false);
        tree.run(tree.o, "RECALL", ctx -> {
            HoldingChains.countDaysOfRestIn(ctx, zone);
            ctx.sql()
                    .fetch(
                            "select recall_numbers(?::text[], '{45}', '{GIVEN}', ?::timestamptz)",
                            TestTree.array(loaded),
                            ctx.now().atOffset(ZoneOffset.UTC));
        });

        var over = free.atZone(zone).toInstant();
        tree.clock().set(over.minusSeconds(1));
        assertThatThrownBy(() -> tree.give(tree.o, tree.a, loaded)).isInstanceOf(StockChangedException.class);
        tree.clock().set(over);
        tree.give(tree.o, tree.a, loaded);
    }

    private void useFor(Member customer, Duration length) {
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, customer, number);
        tree.setInUse(customer, number, true);
        tree.clock().advance(length);
        tree.setInUse(customer, number, false);
    }

    private Instant until(Member holder) {
        return tree.holding(holder, number.getFirst())
                .get("until", OffsetDateTime.class)
                .toInstant();
    }
}
