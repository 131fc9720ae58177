package com.didstock.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.inventory.InventoryFilter;
import com.didstock.provisioning.Account;
import com.didstock.provisioning.AccountNumber;
import com.didstock.provisioning.AccountRefusal;
import com.didstock.provisioning.Accounts;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Many numbers begin and stop to be used by accounts, by the rules for single ones. */
@SpringBootTest
class AccountOperationsTest {

    @Autowired
    Assignments assignments;

    @Autowired
    Accounts accounts;

    TestTree tree;
    List<String> stock;
    Account reception;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        stock = tree.load(tree.o, 6);
        tree.give(tree.o, tree.a, stock);
        reception = account(tree.a, tree.ca, "reception");
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    // ------------------------------------------------------------------------------------------- beginning

    @Test
    void whatTheCustomerHasIsUsedAndWhatItHasNotComesToItForThat() {
        tree.give(tree.a, tree.ca, stock.subList(0, 2));

        var preview = assignments.preview(
                tree.a.admin(), request(OperationKind.ASSIGN_TO_ACCOUNT, reception.id(), "", stock.subList(0, 4)));

        assertThat(preview.targetName()).isEqualTo("CA/reception");
        assertThat(preview.wouldChange()).isEqualTo(4);
        assertThat(Objects.requireNonNull(preview.money()).earnedMonthly().get("EUR"))
                .as("two come, at 3.00 each; two are paid already")
                .isEqualByComparingTo("6.00");
        var result = assignments.apply(tree.a.admin(), preview.id());
        assertThat(result.numbers()).isEqualTo(stock.subList(0, 4));
        assertThat(aliases(tree.ca, reception)).isEqualTo(stock.subList(0, 4));
        for (var member : List.of(tree.o, tree.a, tree.ca)) {
            assertThat(statuses(member, stock.subList(0, 4))).containsOnly("IN_USE");
        }
        assertThat(operationOf(stock.getFirst())).isEqualTo(result.id());
    }

    @Test
    void eachNumberThatCannotBeUsedIsPassedOverWithItsReason() {
        var other = tree.customer(tree.a, "Other");
        tree.give(tree.a, other, stock.subList(0, 1));
        tree.give(tree.a, tree.ca, stock.subList(1, 2));
        tree.setInUse(tree.ca, stock.subList(1, 2), true);
        tree.put(tree.a, tree.wholesale(tree.a), stock.subList(2, 3));
        perform(tree.a, OperationKind.FREEZE, null, "", stock.subList(3, 4));
        var foreign = tree.load(tree.b, 1).getFirst();
        var asked = new ArrayList<>(stock.subList(0, 5));
        asked.add(foreign);

        var result = perform(tree.a, OperationKind.ASSIGN_TO_ACCOUNT, reception.id(), "", asked);

        assertThat(result.numbers()).containsExactly(stock.get(4));
        assertThat(reasons(result))
                .containsEntry(stock.get(0), Refusal.WITH_CHILD)
                .containsEntry(stock.get(1), Refusal.IN_USE)
                .containsEntry(stock.get(2), Refusal.BATCH_FOR_OTHERS)
                .containsEntry(stock.get(3), Refusal.FROZEN)
                .containsEntry(foreign, Refusal.NOT_THERE);
    }

    @Test
    void aCustomerUsesItsOwnNumbersOnly() {
        tree.give(tree.a, tree.ca, stock.subList(0, 2));

        var preview = assignments.preview(
                tree.ca.admin(), request(OperationKind.ASSIGN_TO_ACCOUNT, reception.id(), "", stock.subList(0, 3)));

        assertThat(preview.targetName()).isEqualTo("reception");
        var result = assignments.apply(tree.ca.admin(), preview.id());
        assertThat(result.numbers()).isEqualTo(stock.subList(0, 2));
        assertThat(reasons(result)).containsEntry(stock.get(2), Refusal.NOT_THERE);
    }

    @Test
    void accountsOfOthersAreNotThere() {
        var theirs = account(tree.b, tree.cb, "reception");
        for (var kind : List.of(OperationKind.ASSIGN_TO_ACCOUNT, OperationKind.MOVE_TO_ACCOUNT)) {
            for (var stranger : List.of(tree.o, tree.b, tree.a1, tree.ca1, tree.cb, tree.p, tree.q)) {
                assertThatThrownBy(() -> perform(stranger, kind, reception.id(), "", stock))
                        .as("%s by %s", kind, stranger)
                        .isInstanceOf(NotThereException.class);
            }
            assertThatThrownBy(() -> perform(tree.a, kind, theirs.id(), "", stock))
                    .isInstanceOf(NotThereException.class);
            assertThatThrownBy(() -> perform(tree.a.viewer(), kind, reception.id(), "", stock))
                    .isInstanceOf(RightMissingException.class);
        }
        assertThat(statuses(tree.a, stock)).containsOnly("FREE");
    }

    /** Whoever comes second finds them used. */
    @Test
    void twoWhoAssignTheSameNumbersAtOnceDoNotBothGetThem() throws Exception {
        var office = account(tree.a, tree.ca, "office");
        var barrier = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var asked = Stream.of(reception, office)
                    .map(account -> threads.submit(() -> {
                        barrier.await();
                        return perform(tree.a, OperationKind.ASSIGN_TO_ACCOUNT, account.id(), "", stock);
                    }))
                    .toList();
            var changed = 0;
            for (var answer : asked) {
                changed += answer.get().changed();
            }
            assertThat(changed).isEqualTo(stock.size());
        }
        assertThat(aliases(tree.ca, reception).size() + aliases(tree.ca, office).size())
                .isEqualTo(stock.size());
    }

    // ------------------------------------------------------------------------------------------- moving

    @Test
    void aliasesOfSeveralAccountsOfACustomerGoToOneAndNothingIsReleased() {
        var office = account(tree.a, tree.ca, "office");
        var byNumber = account(tree.a, tree.ca, stock.get(4));
        var other = account(tree.a, tree.customer(tree.a, "Other"), "other");
        perform(tree.a, OperationKind.ASSIGN_TO_ACCOUNT, reception.id(), "", stock.subList(0, 2));
        perform(tree.a, OperationKind.ASSIGN_TO_ACCOUNT, byNumber.id(), "", stock.subList(2, 3));
        perform(tree.a, OperationKind.ASSIGN_TO_ACCOUNT, other.id(), "", stock.subList(3, 4));

        var result = perform(tree.ca, OperationKind.MOVE_TO_ACCOUNT, office.id(), "", stock.subList(0, 5));
        var byParent = perform(tree.a, OperationKind.MOVE_TO_ACCOUNT, office.id(), "", stock);

        assertThat(result.numbers()).isEqualTo(stock.subList(0, 3));
        assertThat(reasons(result))
                .containsEntry(stock.get(3), Refusal.NOT_THERE)
                .containsEntry(stock.get(4), Refusal.IS_THE_ID);
        assertThat(reasons(byParent))
                .containsEntry(stock.get(0), Refusal.ALREADY_DONE)
                .containsEntry(stock.get(3), Refusal.USED_BY_OTHERS)
                .containsEntry(stock.get(5), Refusal.NOT_IN_USE);
        assertThat(aliases(tree.ca, office)).isEqualTo(stock.subList(0, 3));
        assertThat(statuses(tree.ca, stock.subList(0, 3))).containsOnly("IN_USE");
    }

    // ------------------------------------------------------------------------------------------- ending

    @Test
    void aliasesOfSeveralCustomersGoBackToWhereTheyCameFrom() {
        var elsewhere = tree.customer(tree.a, "Other");
        var other = account(tree.a, elsewhere, "other");
        tree.give(tree.a, tree.ca, stock.subList(0, 1));
        perform(tree.a, OperationKind.ASSIGN_TO_ACCOUNT, reception.id(), "", stock.subList(0, 2));
        perform(tree.a, OperationKind.ASSIGN_TO_ACCOUNT, other.id(), "", stock.subList(2, 4));

        var preview =
                assignments.preview(tree.a.admin(), request(OperationKind.UNASSIGN_FROM_ACCOUNT, null, "", stock));

        assertThat(Objects.requireNonNull(preview.money()).earnedMonthly().get("EUR"))
                .as("three leave, the first was the customer's own")
                .isEqualByComparingTo("-9.00");
        var result = assignments.apply(tree.a.admin(), preview.id());
        assertThat(result.numbers()).isEqualTo(stock.subList(0, 4));
        assertThat(reasons(result)).containsEntry(stock.get(4), Refusal.NOT_IN_USE);
        assertThat(tree.status(tree.ca, stock.get(0))).isEqualTo("FREE");
        assertThat(tree.status(tree.ca, stock.get(1))).isEqualTo("ABSENT");
        assertThat(statuses(elsewhere, stock.subList(2, 4))).containsOnly("ABSENT");
        assertThat(statuses(tree.a, stock.subList(1, 4))).containsOnly("FREE");
        assertThat(aliases(tree.ca, reception)).isEmpty();
    }

    @Test
    void itIsChosenWhereTheyGo() {
        perform(tree.a, OperationKind.ASSIGN_TO_ACCOUNT, reception.id(), "", stock);

        perform(tree.a, OperationKind.UNASSIGN_FROM_ACCOUNT, null, AfterUse.KEEP.name(), stock.subList(0, 2));
        perform(tree.a, OperationKind.UNASSIGN_FROM_ACCOUNT, null, AfterUse.BACK_TO_BATCH.name(), stock.subList(2, 4));
        perform(
                tree.a,
                OperationKind.UNASSIGN_FROM_ACCOUNT,
                null,
                AfterUse.RELEASE_TO_POOL.name(),
                stock.subList(4, 6));

        assertThat(statuses(tree.ca, stock.subList(0, 2))).containsOnly("FREE");
        assertThat(statuses(tree.a, stock.subList(2, 4))).containsOnly("FREE");
        assertThat(statuses(tree.a, stock.subList(4, 6))).containsOnly("ABSENT");
        assertThat(statuses(tree.o, stock.subList(4, 6))).containsOnly("FREE");
    }

    @Test
    void onlyTheProviderGivesUpItsOwnHoldAndNobodyTheIdInBulk() {
        var byNumber = account(tree.a, tree.ca, stock.get(0));
        perform(tree.a, OperationKind.ASSIGN_TO_ACCOUNT, byNumber.id(), "", stock.subList(1, 2));

        assertThatThrownBy(() -> perform(
                        tree.ca,
                        OperationKind.UNASSIGN_FROM_ACCOUNT,
                        null,
                        AfterUse.RELEASE_TO_POOL.name(),
                        stock.subList(1, 2)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(AccountRefusal.POOL_IS_THE_PROVIDERS));
        assertThatThrownBy(() -> perform(
                        tree.clerk(tree.a),
                        OperationKind.UNASSIGN_FROM_ACCOUNT,
                        null,
                        AfterUse.BACK_TO_BATCH.name(),
                        stock.subList(1, 2)))
                .isInstanceOf(RightMissingException.class);
        assertThat(reasons(perform(tree.a, OperationKind.UNASSIGN_FROM_ACCOUNT, null, "", stock.subList(0, 1))))
                .containsEntry(stock.get(0), Refusal.IS_THE_ID);
        assertThat(statuses(tree.ca, stock.subList(0, 2))).containsOnly("IN_USE");
    }

    @Test
    void whatAccountsFurtherDownUseIsNotTheirs() {
        tree.give(tree.a, tree.a1, stock.subList(0, 1));
        var below = account(tree.a1, tree.ca1, "below");
        perform(tree.a1, OperationKind.ASSIGN_TO_ACCOUNT, below.id(), "", stock.subList(0, 1));

        for (var above : List.of(tree.o, tree.a)) {
            assertThat(reasons(perform(above, OperationKind.UNASSIGN_FROM_ACCOUNT, null, "", stock.subList(0, 1))))
                    .containsEntry(stock.get(0), Refusal.USED_BY_OTHERS);
        }
        assertThat(tree.status(tree.ca1, stock.get(0))).isEqualTo("IN_USE");
    }

    // ------------------------------------------------------------------------------------------- words

    private Account account(Member by, Member customer, String id) {
        return accounts.create(by.admin(), customer.id(), id, "");
    }

    private List<String> aliases(Member customer, Account account) {
        return accounts.find(customer.admin(), customer.id(), account.id()).numbers().stream()
                .map(AccountNumber::number)
                .toList();
    }

    private List<String> statuses(Member member, List<String> numbers) {
        return numbers.stream().map(number -> tree.status(member, number)).toList();
    }

    private static TreeMap<String, Refusal> reasons(OperationResult result) {
        var reasons = new TreeMap<String, Refusal>();
        result.skipped().forEach(it -> it.numbers().forEach(number -> reasons.put(number, it.reason())));
        return reasons;
    }

    private OperationResult perform(
            Member by, OperationKind kind, @Nullable Integer target, String text, List<String> numbers) {
        return perform(by.admin(), kind, target, text, numbers);
    }

    private OperationResult perform(
            Actor by, OperationKind kind, @Nullable Integer target, String text, List<String> numbers) {
        return assignments.perform(
                by, request(kind, target, text, numbers), UUID.randomUUID().toString());
    }

    private static OperationRequest request(
            OperationKind kind, @Nullable Integer target, String text, List<String> numbers) {
        return new OperationRequest(
                kind, target, text, InventoryFilter.EVERYTHING, new ApplyTo.Selected(numbers), Choices.NONE);
    }

    /** {@return the last operation that history knows of a number} */
    private UUID operationOf(String number) {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.prepareStatement("""
                        select operation_id from didstock.history
                        where operator_id = ? and number = ? order by at desc limit 1
                        """)) {
            statement.setInt(1, tree.o.operatorId());
            statement.setString(2, number);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getObject(1, UUID.class);
            }
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
