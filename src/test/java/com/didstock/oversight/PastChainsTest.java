package com.didstock.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.didstock.branding.Operators;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.TestTree;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Which tenants held a number on a day of the past, told to the operator alone. */
@SpringBootTest
class PastChainsTest {

    private static final LocalDate FIFTEENTH = LocalDate.of(2026, 3, 15);

    @Autowired
    Operators operators;

    TestTree tree;
    PastChains chains;
    String number;

    @BeforeEach
    void withAAndItsCustomerInMarch() {
        tree = TestTree.plant();
        chains = new PastChains(tree.transactions(), operators);
        tree.clock().set(Instant.parse("2026-03-01T12:00:00Z"));
        var numbers = tree.load(tree.o, 1);
        number = numbers.getFirst();
        tree.clock().set(Instant.parse("2026-03-10T12:00:00Z"));
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers);
        tree.put(tree.a, tree.retail(tree.a), numbers);
        tree.give(tree.a, tree.ca, numbers);
        tree.clock().set(Instant.parse("2026-03-20T12:00:00Z"));
        tree.recall(tree.o, numbers);
        tree.clock().set(Instant.parse("2026-04-01T12:00:00Z"));
    }

    @Test
    void theLevelsOfThatDayAreNamedWithTheirTimes() {
        assertThat(look(tree.o.admin(), FIFTEENTH))
                .extracting(PastLevel::tenant, PastLevel::until)
                .containsExactly(
                        tuple("O", null),
                        tuple("A", Instant.parse("2026-03-20T12:00:00Z")),
                        tuple("CA", Instant.parse("2026-03-20T12:00:00Z")));
        assertThat(look(tree.o.admin(), LocalDate.of(2026, 3, 5)))
                .extracting(PastLevel::tenant)
                .containsExactly("O");
        assertThat(look(tree.o.admin(), LocalDate.of(2026, 2, 1))).isEmpty();
    }

    @Test
    void theLookIsRecordedWithItsReasonAndDay() {
        look(tree.o.admin(), FIFTEENTH);

        assertThat(new NumberChains(tree.transactions()).looks(tree.o.admin()))
                .extracting(ChainLook::number, ChainLook::reason, ChainLook::levels, ChainLook::day)
                .containsExactly(tuple(number, "Court order 12", 3, FIFTEENTH));
    }

    @Test
    void nobodyElseLooksUpAPastChain() {
        for (var member : List.of(tree.a, tree.a1, tree.b, tree.q)) {
            assertThatThrownBy(() -> look(member.admin(), FIFTEENTH)).isInstanceOf(NotThereException.class);
        }
        for (var actor : List.of(tree.ca.admin(), tree.o.viewer(), tree.clerk(tree.o))) {
            assertThatThrownBy(() -> look(actor, FIFTEENTH)).isInstanceOf(RightMissingException.class);
        }
        assertThat(look(tree.p.admin(), FIFTEENTH)).isEmpty();
        // Past the service, the database refuses a reseller that asks about its own number.
        assertThatThrownBy(() -> tree.run(
                        tree.a,
                        "LOOK_UP_CHAIN",
                        ctx -> ctx.sql()
                                .fetch(
                                        "select * from look_up_past_chain(?, 'Curious', now(), '2026-03-15',"
                                                + " '2026-03-15', '2026-03-16')",
                                        number)))
                .isInstanceOf(RuntimeException.class);
        assertThat(new NumberChains(tree.transactions()).looks(tree.o.admin())).isEmpty();
    }

    @Test
    void withoutAReasonOrOnADayToComeNothingIsTold() {
        assertThatThrownBy(() -> chains.lookUp(tree.o.admin(), number, " ", FIFTEENTH))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> look(tree.o.admin(), LocalDate.of(2026, 4, 2)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ChainRefusal.DAY_TO_COME));
        assertThat(new NumberChains(tree.transactions()).looks(tree.o.admin())).isEmpty();
    }

    private List<PastLevel> look(Actor actor, LocalDate day) {
        return chains.lookUp(actor, number, "Court order 12", day);
    }
}
