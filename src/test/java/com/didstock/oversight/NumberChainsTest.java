package com.didstock.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.history.ActivityFilter;
import com.didstock.history.ActivityLogs;
import com.didstock.history.Change;
import com.didstock.history.Who;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NumberChainsTest extends OversightTest {

    @Test
    void everyLevelIsNamedWithItsStateAndTheAccountThatUsesTheNumber() {
        var numbers = tree.load(tree.o, 1);
        var number = numbers.getFirst();
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.a1, numbers);
        tree.give(tree.a1, tree.ca1, numbers);

        var given = chains.lookUp(tree.o.admin(), "+" + number, "Porting request 7");
        assertThat(given).extracting(ChainLevel::tenant).containsExactly("O", "A", "A1", "CA1");
        assertThat(given).extracting(ChainLevel::status).containsExactly("GIVEN", "GIVEN", "GIVEN", "FREE");
        assertThat(given).allMatch(level -> level.account() == null);

        tree.setInUse(tree.ca1, numbers, true);
        var used = chains.lookUp(tree.o.admin(), number, "Fraud");
        assertThat(used).extracting(ChainLevel::status).containsOnly("IN_USE");
        assertThat(used.getLast().account()).isNotNull();
        assertThat(used.subList(0, 3)).allMatch(level -> level.account() == null);
    }

    @Test
    void aNumberThatAResellerBoughtItselfBeginsThere() {
        var numbers = tree.load(tree.b, 1);
        tree.give(tree.b, tree.cb, numbers);

        assertThat(chains.lookUp(tree.o.admin(), numbers.getFirst(), "Emergency call"))
                .extracting(ChainLevel::tenant)
                .containsExactly("B", "CB");
    }

    @Test
    void eachLookIsRecordedWithWhoAndWhyAndStandsInTheActivity() {
        var number = tree.load(tree.o, 1).getFirst();
        var log = ActivityLogs.over(tree.transactions());

        chains.lookUp(tree.o.admin(), number, "  Porting request 7 ");
        chains.lookUp(tree.o.admin(), "+49 30 000000", "Not ours?");

        var looks = chains.looks(tree.o.admin());
        assertThat(looks).extracting(ChainLook::reason).containsExactlyInAnyOrder("Porting request 7", "Not ours?");
        assertThat(looks).extracting(ChainLook::levels).containsExactlyInAnyOrder(1, 0);
        var entry = log.page(tree.o.admin(), new ActivityFilter("LOOK_UP_CHAIN", number, null, null), null, 10)
                .entries()
                .getFirst();
        assertThat(entry.change()).isEqualTo(Change.LOOKED_UP);
        assertThat(entry.who())
                .isInstanceOfSatisfying(
                        Who.Own.class, own -> assertThat(own.login()).isNotBlank());
        assertThat(Objects.requireNonNull(entry.target()).name()).isEqualTo(number + ": Porting request 7");
        assertThat(log.page(tree.a.admin(), ActivityFilter.ALL, null, 50).entries())
                .noneMatch(it -> it.change() == Change.LOOKED_UP);
    }

    @Test
    void withoutAReasonOrANumberNothingIsToldAndNothingRecorded() {
        var number = tree.load(tree.o, 1).getFirst();

        for (var reason : List.of("", "  ", "ab", "x".repeat(301))) {
            refused(RefusedException.class, () -> chains.lookUp(tree.o.admin(), number, reason));
        }
        refused(RefusedException.class, () -> chains.lookUp(tree.o.admin(), "hello", "Fraud"));
        assertThat(chains.looks(tree.o.admin())).isEmpty();
    }

    @Test
    void nobodyElseLooksUpAChainNorAnotherOperatorsNumber() {
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);
        var number = numbers.getFirst();

        for (var member : List.of(tree.a, tree.a1, tree.b, tree.q)) {
            refused(NotThereException.class, () -> chains.lookUp(member.admin(), number, "Curious"));
            refused(NotThereException.class, () -> chains.looks(member.admin()));
        }
        refused(RightMissingException.class, () -> chains.lookUp(tree.ca.admin(), number, "Curious"));
        refused(RightMissingException.class, () -> chains.lookUp(tree.o.viewer(), number, "Curious"));
        refused(RightMissingException.class, () -> chains.lookUp(tree.clerk(tree.o), number, "Curious"));
        refused(RightMissingException.class, () -> chains.looks(tree.o.viewer()));
        assertThat(chains.lookUp(tree.p.admin(), number, "Curious")).isEmpty();
        assertThat(chains.looks(tree.o.admin())).isEmpty();

        // Past the service, the database refuses a reseller that asks about its own number.
        refused(
                RuntimeException.class,
                () -> tree.run(
                        tree.a,
                        "LOOK_UP_CHAIN",
                        ctx -> ctx.sql()
                                .fetch(
                                        "select * from look_up_chain(?, ?, ?)",
                                        number,
                                        "Curious",
                                        ctx.now().atOffset(ZoneOffset.UTC))));
    }
}
