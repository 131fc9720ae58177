package com.didstock.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        var until = tree.clock().instant().plus(Duration.ofDays(45));

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
        tree.clock().advance(Duration.ofDays(44));
        tree.load(tree.o, number, Facts.BERLIN);
        assertThat(tree.status(tree.o, number.getFirst())).isEqualTo("FREE");
    }

    @Test
    void whenItsTimeIsOverItIsFreeWithoutAnybodysDoing() {
        useFor(tree.ca, DAY);
        tree.release(tree.ca, number);

        tree.clock().advance(Duration.ofDays(45));

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
