package com.didstock.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.inventory.InventoryFilter;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Numbers go from one child to another without coming back in between. */
@SpringBootTest
class TransferTest {

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
    void unusedNumbersGoFromOneResellerToAnotherAtItsPrice() {
        tree.give(tree.o, tree.a, stock);

        var preview = assignments.preview(tree.o.admin(), request(tree.b, stock));
        assertThat(Objects.requireNonNull(preview.money()).earnedMonthly().get("EUR"))
                .isEqualByComparingTo("0");
        var result = assignments.apply(tree.o.admin(), preview.id());

        assertThat(result.numbers()).isEqualTo(stock);
        assertThat(tree.status(tree.a, stock.getFirst())).isEqualTo("ABSENT");
        assertThat(tree.status(tree.b, stock.getFirst())).isEqualTo("FREE");
        assertThat(tree.holding(tree.b, stock.getFirst()).get("recurring_cost", BigDecimal.class))
                .isEqualByComparingTo("2.50");
        assertThat(tree.holding(tree.o, stock.getFirst()).get("child_id", Integer.class))
                .isEqualTo(tree.b.id());
    }

    @Test
    void numbersInUseTakeTheirAccountAlongAndStayInUse() {
        var other = tree.customer(tree.a, "Other");
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock);
        tree.setInUse(tree.ca, stock.subList(0, 2), true);
        tree.clock().advance(Duration.ofDays(2));

        var part = perform(tree.a, other, stock.subList(0, 1));
        assertThat(part.numbers()).isEmpty();
        assertThat(part.skipped())
                .containsExactly(new Preview.Skipped(Refusal.ACCOUNT_USES_OTHERS, 1, stock.subList(0, 1)));

        var whole = perform(tree.a, other, stock);
        assertThat(whole.numbers()).isEqualTo(stock);
        for (var number : stock.subList(0, 2)) {
            assertThat(tree.status(other, number)).isEqualTo("IN_USE");
            assertThat(tree.status(tree.a, number)).isEqualTo("IN_USE");
            assertThat(tree.status(tree.o, number)).isEqualTo("IN_USE");
        }
        assertThat(tree.status(tree.ca, stock.getFirst())).isEqualTo("ABSENT");
        assertThat(accounts(tree.ca)).isZero();
        assertThat(accounts(other)).isOne();
    }

    @Test
    void whatCannotGoIsPassedOverWithItsReason() {
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock.subList(0, 2));
        tree.setInUse(tree.ca, stock.subList(0, 1), true);
        var free = tree.load(tree.o, 1);

        var result = perform(
                tree.o, tree.b, List.of(stock.get(0), stock.get(1), stock.get(2), free.getFirst(), "4999999999999"));

        assertThat(result.numbers()).containsExactly(stock.get(2));
        assertThat(result.skipped())
                .containsExactlyInAnyOrder(
                        new Preview.Skipped(Refusal.GIVEN_ON, 2, stock.subList(0, 2)),
                        new Preview.Skipped(Refusal.NOT_WITH_CHILD, 1, free),
                        new Preview.Skipped(Refusal.NOT_THERE, 1, List.of("4999999999999")));
        assertThat(perform(tree.o, tree.b, stock.subList(2, 3))
                        .skipped()
                        .getFirst()
                        .reason())
                .isEqualTo(Refusal.ALREADY_DONE);
    }

    @Test
    void whatAnAccountUsedMustRestBeforeAnotherCustomerHasIt() {
        var other = tree.customer(tree.a, "Other");
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock);
        tree.setInUse(tree.ca, stock.subList(0, 1), true);
        tree.clock().advance(Duration.ofDays(2));
        tree.setInUse(tree.ca, stock.subList(0, 1), false);

        var result = perform(tree.a, other, stock);

        assertThat(result.numbers()).isEqualTo(stock.subList(1, 3));
        assertThat(result.skipped()).containsExactly(new Preview.Skipped(Refusal.MUST_REST, 1, stock.subList(0, 1)));
    }

    @Test
    void aNumberInUseDoesNotGoToAReseller() {
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock);
        tree.setInUse(tree.ca, stock, true);

        assertThat(perform(tree.a, tree.a1, stock).skipped())
                .containsExactly(new Preview.Skipped(Refusal.USED_BY_ACCOUNT, 3, stock));
    }

    @Test
    void eachDayOfANumberIsPaidByOneOfTheTwo() {
        tree.give(tree.o, tree.a, stock.subList(0, 1));
        tree.clock().advance(Duration.ofDays(3));
        perform(tree.o, tree.b, stock.subList(0, 1));

        var periods = tree.read(
                tree.o, ctx -> ctx.sql().fetchValue("select count(*) from history where number = ?", stock.getFirst()));
        assertThat(periods).isNotNull();
        var ended = tree.read(
                tree.a,
                ctx -> ctx.sql().fetchValue("select to_at from holding_period where number = ?", stock.getFirst()));
        var begun = tree.read(
                tree.b,
                ctx -> ctx.sql().fetchValue("select from_at from holding_period where number = ?", stock.getFirst()));
        assertThat(begun).isEqualTo(ended);
    }

    @Test
    void everyoneWhoseNumbersChangedIsTold() {
        tree.give(tree.o, tree.a, stock);

        perform(tree.o, tree.b, stock);

        assertThat(notices(tree.a)).contains("RECALLED TRANSFER 3");
        assertThat(notices(tree.b)).contains("RECEIVED TRANSFER 3");
    }

    @Test
    void onlyTheirCommonParentCanAlsoPastTheService() {
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock.subList(0, 1));
        assertThatThrownBy(() -> assignments.preview(tree.ca.admin(), request(tree.a, stock)))
                .isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> assignments.preview(tree.o.viewer(), request(tree.b, stock)))
                .isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> assignments.preview(tree.o.admin(), request(tree.ca, stock)))
                .isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> assignments.preview(tree.p.admin(), request(tree.b, stock)))
                .isInstanceOf(NotThereException.class);
        assertThat(perform(tree.b, tree.cb, stock).skipped())
                .containsExactly(new Preview.Skipped(Refusal.NOT_THERE, 3, stock));
        for (var who : List.of(tree.a, tree.b, tree.ca, tree.cb, tree.p)) {
            var targets = who == tree.b ? tree.cb : tree.b;
            assertThatThrownBy(() -> transferPastTheService(who, targets))
                    .as(who.name())
                    .isInstanceOf(StockChangedException.class);
        }
        assertThat(tree.status(tree.a, stock.getLast())).isEqualTo("FREE");
    }

    @Test
    void theLimitsOfWhoeverGetsThemHold() {
        tree.give(tree.o, tree.a, stock);
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set max_numbers = 2 where tenant_id = ?", tree.b.id()));

        assertThatThrownBy(() -> perform(tree.o, tree.b, stock)).isInstanceOf(LimitExceededException.class);
        assertThat(tree.status(tree.a, stock.getFirst())).isEqualTo("FREE");
    }

    @Test
    void ofATransferAndARecallAtTheSameMomentOneComesFirst() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < 10; round++) {
                var numbers = tree.load(tree.o, 20);
                tree.give(tree.o, tree.a, numbers);
                var preview = assignments.preview(tree.o.admin(), request(tree.b, numbers));
                var start = new CyclicBarrier(2);
                var transfer = threads.submit(() -> {
                    start.await();
                    return assignments.apply(tree.o.admin(), preview.id()).changed();
                });
                var recall = threads.submit(() -> {
                    start.await();
                    tree.recall(tree.o, numbers);
                    return 0;
                });
                recall.get();
                var status = tree.status(tree.o, numbers.getFirst());
                assertThat(transfer.get()).isIn(0, 20);
                assertThat(status).isEqualTo("FREE");
                assertThat(tree.status(tree.b, numbers.getFirst())).isEqualTo("ABSENT");
            }
        }
    }

    private void transferPastTheService(Member who, Member to) {
        tree.chain(
                who,
                "TRANSFER",
                "select transfer_numbers(?, ?::text[], false, ?::timestamptz)",
                to.id(),
                TestTree.array(stock));
    }

    private long accounts(Member customer) {
        Object count = tree.read(
                customer,
                ctx -> ctx.sql().fetchValue("select count(*) from account where tenant_id = ?", customer.id()));
        return ((Number) count).longValue();
    }

    private List<String> notices(Member member) {
        return tree.read(
                member,
                ctx -> ctx.sql().fetchValues("select kind || ' ' || operation || ' ' || numbers from notice").stream()
                        .map(String::valueOf)
                        .toList());
    }

    private OperationResult perform(Member who, Member to, List<String> numbers) {
        return assignments.apply(
                who.admin(),
                assignments.preview(who.admin(), request(to, numbers)).id());
    }

    private static OperationRequest request(Member to, List<String> numbers) {
        return new OperationRequest(
                OperationKind.TRANSFER,
                to.id(),
                "",
                InventoryFilter.EVERYTHING,
                new ApplyTo.Selected(numbers),
                Choices.NONE);
    }
}
