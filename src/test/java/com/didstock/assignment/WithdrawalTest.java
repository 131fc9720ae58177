package com.didstock.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.history.ActivityEntry;
import com.didstock.history.ActivityFilter;
import com.didstock.history.ActivityLogs;
import com.didstock.history.Difference;
import com.didstock.history.Fact;
import com.didstock.history.NumberHistories;
import com.didstock.history.Thing;
import com.didstock.inventory.InventoryFilter;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** What only the operator does: withdraws numbers wherever they are, and ends a quarantine before its time. */
@SpringBootTest
class WithdrawalTest {

    @Autowired
    Assignments assignments;

    TestTree tree;
    List<String> stock;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        stock = tree.load(tree.o, 3);
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void withdrawingEndsTheUseAndEveryHoldingOfTheChain() {
        tree.give(tree.o, tree.a, stock.subList(0, 2));
        tree.give(tree.a, tree.ca, stock.subList(0, 1));
        tree.setInUse(tree.ca, stock.subList(0, 1), true);

        var result = perform(OperationKind.WITHDRAW, "PORTED_OUT");

        assertThat(result.numbers()).isEqualTo(stock);
        for (var holder : List.of(tree.o, tree.a, tree.ca)) {
            for (var number : stock) {
                assertThat(tree.status(holder, number)).as(holder.name()).isEqualTo("ABSENT");
            }
        }
        for (var holder : List.of(tree.a, tree.ca)) {
            Object ended = tree.read(
                    holder,
                    ctx -> ctx.sql()
                            .fetchValue(
                                    "select count(*) from history where tenant_id = ? and number = ?"
                                            + " and operation = 'WITHDRAW' and change = 'CLOSED'",
                                    holder.id(),
                                    stock.getFirst()));
            assertThat(ended).as(holder.name()).isEqualTo(1L);
        }
    }

    @Test
    void withdrawnNumbersComeBackOnlyWhenTheyAreLoadedAgain() {
        perform(OperationKind.WITHDRAW, "FRAUD");
        assertThat(tree.take(tree.a, 3)).isEmpty();

        tree.clock().advance(Duration.ofDays(1));
        tree.load(tree.o, stock, TestTree.Facts.BERLIN);

        assertThat(tree.status(tree.o, stock.getFirst())).isEqualTo("FREE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasUsedForADayRestsIfItIsLoadedAgain(boolean stillUsed) {
        var now = tree.clock().instant();
        tree.clock().set(now.minus(Duration.ofDays(3)));
        var used = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, used);
        tree.give(tree.a, tree.ca, used);
        tree.setInUse(tree.ca, used, true);
        if (!stillUsed) {
            tree.clock().advance(Duration.ofDays(2));
            tree.setInUse(tree.ca, used, false);
        }
        tree.clock().set(now);
        perform(OperationKind.WITHDRAW, "PORTED_OUT");

        tree.clock().advance(Duration.ofDays(1));
        tree.load(tree.o, used, TestTree.Facts.BERLIN);
        assertThat(tree.status(tree.o, used.getFirst())).isEqualTo("AGING");
        tree.clock().advance(Duration.ofDays(46));
        tree.give(tree.o, tree.a, used);
    }

    @Test
    void theReasonStandsInTheOwnActivityAndOnTheNumbersTimelineAndOnNobodyElses() {
        tree.give(tree.o, tree.a, stock.subList(0, 1));

        perform(OperationKind.WITHDRAW, "PORTED_OUT");

        var log = ActivityLogs.over(tree.transactions());
        assertThat(log.page(tree.o.admin(), ActivityFilter.ALL, null, 1).entries())
                .extracting(ActivityEntry::target)
                .containsExactly(new Thing(Thing.Kind.REASON, 0, "PORTED_OUT"));
        assertThat(log.page(tree.a.admin(), ActivityFilter.ALL, null, 1).entries())
                .extracting(ActivityEntry::target)
                .containsOnlyNulls();
        var history = NumberHistories.over(tree.transactions());
        var why = new Difference(Difference.Property.REASON, null, new Fact.Text("PORTED_OUT"));
        assertThat(history.timeline(tree.o.admin(), stock.getFirst()).getFirst().differences())
                .contains(why);
        assertThat(history.timeline(tree.a.admin(), stock.getFirst()).getFirst().differences())
                .doesNotContain(why);
    }

    @Test
    void bothNeedAReason() {
        for (var request : List.of(
                request(OperationKind.WITHDRAW, ""),
                request(OperationKind.WITHDRAW, "because"),
                request(OperationKind.END_AGING, " "))) {
            assertThatThrownBy(() -> assignments.preview(tree.o.admin(), request))
                    .isInstanceOfSatisfying(
                            OperationRefusedException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.REASON_MISSING));
        }
    }

    @Test
    void bothAreTheOperatorsAlsoPastTheService() {
        tree.give(tree.o, tree.a, stock);
        for (var who : List.of(tree.a, tree.b, tree.ca)) {
            assertThatThrownBy(() -> assignments.preview(who.admin(), request(OperationKind.WITHDRAW, "LEGAL")))
                    .isInstanceOf(RightMissingException.class);
            assertThatThrownBy(() -> assignments.preview(who.admin(), request(OperationKind.END_AGING, "asked for")))
                    .isInstanceOf(RightMissingException.class);
        }
        for (var who : List.of(tree.a, tree.ca, tree.p)) {
            assertThatThrownBy(() -> tree.chain(
                            who,
                            "WITHDRAW",
                            "select withdraw_numbers(?::text[], 'LEGAL', '{FREE,GIVEN}', ?::timestamptz)",
                            (Object) TestTree.array(stock)))
                    .as(who.name())
                    .isInstanceOf(StockChangedException.class);
            // The other operator may call it, and it finds none of these.
            if (who != tree.p) {
                assertThatThrownBy(() -> tree.chain(
                                who,
                                "WITHDRAW",
                                "select rest_after_withdrawal(?::text[], '{45,45,45}', ?::timestamptz)",
                                (Object) TestTree.array(stock)))
                        .as(who.name())
                        .isInstanceOf(StockChangedException.class);
            }
        }
        assertThat(tree.status(tree.a, stock.getFirst())).isEqualTo("FREE");
    }

    @Test
    void agingEndsEarlyInTheSameBatchAndDoesNotComeBackByALoad() {
        var number = stock.subList(0, 1);
        tree.put(tree.o, tree.wholesale(tree.o), number);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);
        tree.setInUse(tree.ca, number, true);
        tree.clock().advance(Duration.ofDays(2));
        tree.setInUse(tree.ca, number, false);
        tree.recall(tree.o, number);
        assertThat(tree.status(tree.o, number.getFirst())).isEqualTo("AGING");

        var result = perform(OperationKind.END_AGING, "the customer asked for it");

        assertThat(result.numbers()).isEqualTo(number);
        assertThat(result.skipped()).containsExactly(new Preview.Skipped(Refusal.NOT_AGING, 2, stock.subList(1, 3)));
        assertThat(tree.status(tree.o, number.getFirst())).isEqualTo("FREE");
        assertThat(tree.holding(tree.o, number.getFirst()).get("pricing_batch_id", Integer.class))
                .isEqualTo(tree.wholesale(tree.o));
        tree.delete(tree.o, number);
        tree.load(tree.o, number, TestTree.Facts.BERLIN);
        assertThat(tree.status(tree.o, number.getFirst())).isEqualTo("FREE");
    }

    private OperationResult perform(OperationKind kind, String reason) {
        return assignments.apply(
                tree.o.admin(),
                assignments.preview(tree.o.admin(), request(kind, reason)).id());
    }

    private static OperationRequest request(OperationKind kind, String reason) {
        return new OperationRequest(kind, null, reason, InventoryFilter.EVERYTHING, new ApplyTo.All(), Choices.NONE);
    }
}
