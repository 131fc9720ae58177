package com.didstock.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AccountsTest extends ProvisioningTest {

    @Test
    void anAccountIsFoundByPartOfItsIdItsNameOrAnAlias() {
        var alias = with(tree.a, tree.a1, tree.ca1);
        var front = accounts.create(tree.ca1.admin(), tree.ca1.id(), " front-desk ", " Reception ");
        account(tree.ca1, "back");
        numbers.assign(tree.ca1.admin(), tree.ca1.id(), front.id(), List.of(alias));

        assertThat(front.accountId()).isEqualTo("front-desk");
        assertThat(front.name()).isEqualTo("Reception");
        assertThat(front.status()).isEqualTo(AccountStatus.ACTIVE);
        for (var text : List.of("FRONT", "recep", alias.substring(4), "+" + alias)) {
            assertThat(list(tree.ca1, text)).as(text).containsExactly(front.id());
        }
        assertThat(list(tree.ca1, "%")).isEmpty();
        assertThat(list(tree.ca1, "")).hasSize(2);
        assertThat(accounts.findByAccountId(tree.a1.admin(), tree.ca1.id(), "Front-Desk"))
                .isPresent();
    }

    private List<Integer> list(Member who, String search) {
        return accounts.list(who.admin(), tree.ca1.id(), search, null, 50).accounts().stream()
                .map(Account::id)
                .toList();
    }

    @Test
    void manyAccountsComeInPages() {
        for (var place = 0; place < 5; place++) {
            account(tree.ca1, "line " + place);
        }
        var seen = new ArrayList<String>();
        String next = null;
        do {
            var page = accounts.list(tree.a1.viewer(), tree.ca1.id(), "", next, 2);
            page.accounts().forEach(one -> seen.add(one.accountId()));
            next = page.next();
        } while (next != null);

        assertThat(seen).containsExactly("line 0", "line 1", "line 2", "line 3", "line 4");
    }

    @Test
    void nameAndStatusChangeAndAStaleChangeIsRefused() {
        var account = account(tree.ca1, "front");

        var blocked = accounts.update(
                tree.a1.admin(), tree.ca1.id(), account.id(), account.version(), "Lobby", AccountStatus.BLOCKED);

        assertThat(blocked.name()).isEqualTo("Lobby");
        assertThat(blocked.status()).isEqualTo(AccountStatus.BLOCKED);
        assertThatThrownBy(() -> accounts.update(
                        tree.ca1.admin(), tree.ca1.id(), account.id(), account.version(), "Mine", AccountStatus.ACTIVE))
                .isInstanceOf(ChangedMeanwhileException.class);
        assertThatThrownBy(() -> accounts.changeId(
                        tree.ca1.admin(), tree.ca1.id(), account.id(), account.version(), "other", null))
                .isInstanceOf(ChangedMeanwhileException.class);
    }

    @Test
    void whatCanBeNoIdOrNumberIsRefusedWithAReason() {
        var account = account(tree.ca1, "front");

        refused(AccountRefusal.ID_MISSING, () -> account(tree.ca1, "  "));
        refused(AccountRefusal.ID_TOO_LONG, () -> account(tree.ca1, "x".repeat(65)));
        refused(AccountRefusal.ID_TOO_LONG, () -> account(tree.ca1, "a\u0000b"));
        refused(AccountRefusal.ID_TAKEN, () -> account(tree.ca1, "FRONT"));
        refused(
                AccountRefusal.NAME_TOO_LONG,
                () -> accounts.create(tree.ca1.admin(), tree.ca1.id(), "x", "x".repeat(121)));
        refused(AccountRefusal.NOT_A_NUMBER, () -> assign(tree.ca1, account, "reception"));
        refused(
                AccountRefusal.NOT_HELD,
                () -> assign(tree.ca1, account, TestTree.freshNumbers(1).getFirst()));
        var other = account(tree.ca, "front");
        assertThat(other.accountId()).as("another customer's ID").isEqualTo("front");
    }

    @Test
    void aNumberThatItsProviderCantGiveIsRefusedWithAReason() {
        var account = account(tree.ca1, "front");
        var withAnother = with(tree.a, tree.a1);
        var sibling = tree.customer(tree.a1, "Sibling");
        tree.give(tree.a1, sibling, List.of(withAnother));
        var reserved = with(tree.a, tree.a1);
        tree.reserve(tree.a1, sibling, List.of(reserved), Duration.ofDays(1));
        var wholesale = with(tree.a, tree.a1);
        tree.put(tree.a1, tree.wholesale(tree.a1), List.of(wholesale));
        var above = with(tree.a);
        var used = with(tree.a, tree.a1, tree.ca1);
        assign(tree.ca1, account, used);

        refused(AccountRefusal.WITH_ANOTHER, () -> assign(tree.a1, account, withAnother));
        refused(AccountRefusal.RESERVED, () -> assign(tree.a1, account, reserved));
        refused(AccountRefusal.BATCH_FOR_OTHERS, () -> assign(tree.a1, account, wholesale));
        refused(AccountRefusal.NOT_HELD, () -> assign(tree.a1, account, above));
        refused(AccountRefusal.NUMBER_IN_USE, () -> assign(tree.a1, account, used));
        refused(AccountRefusal.NUMBER_IN_USE, () -> assign(tree.ca1, account, used));
        // What its provider has is not the customer's to take.
        refused(AccountRefusal.NOT_HELD, () -> assign(tree.ca1, account, wholesale));
    }

    @Test
    void aNumberReservedForTheCustomerIsItsToUse() {
        var number = with(tree.a, tree.a1);
        tree.reserve(tree.a1, tree.ca1, List.of(number), Duration.ofDays(1));
        var account = account(tree.ca1, "front");

        assign(tree.a1, account, number);

        assertThat(status(tree.ca1, number)).isEqualTo("IN_USE");
    }

    @Test
    void withoutAPriceForTheCustomerNothingIsProvisioned() {
        var number = with(tree.a, tree.a1);
        tree.transactions()
                .write(
                        tree.a1.admin(),
                        Right.PRICE,
                        context -> context.sql()
                                .execute(
                                        "delete from assigned_batch where operator_id = ? and tenant_id = ? and child_id = ?",
                                        tree.a1.operatorId(),
                                        tree.a1.id(),
                                        tree.ca1.id()));

        refused(AccountRefusal.NO_PRICE, () -> accountBy(tree.a1, tree.ca1, number));

        assertThat(status(tree.a1, number)).isEqualTo("FREE");
    }

    @Test
    void aCustomersLimitHoldsForProvisioningToo() {
        tree.transactions()
                .write(
                        tree.a1.admin(),
                        Right.ADMINISTER,
                        context -> context.sql()
                                .execute(
                                        "update tenant set max_numbers = 1 where operator_id = ? and tenant_id = ?",
                                        tree.ca1.operatorId(),
                                        tree.ca1.id()));
        accountBy(tree.a1, tree.ca1, with(tree.a, tree.a1));
        var second = with(tree.a, tree.a1);

        assertThatThrownBy(() -> accountBy(tree.a1, tree.ca1, second)).isInstanceOf(LimitExceededException.class);
        assertThat(list(tree.ca1, "")).hasSize(1);
    }

    @Test
    void severalAliasesAreAssignedAllOrNone() {
        var account = account(tree.ca1, "front");
        var good = with(tree.a, tree.a1, tree.ca1);
        var bad = with(tree.a);

        refused(
                AccountRefusal.NOT_HELD,
                () -> numbers.assign(tree.ca1.admin(), tree.ca1.id(), account.id(), List.of(good, bad)));

        assertThat(status(tree.ca1, good)).isEqualTo("FREE");
    }

    @Test
    void theIdIsNotRemovedOrMovedLikeAnAlias() {
        var id = with(tree.a, tree.a1, tree.ca1);
        var account = account(tree.ca1, id);
        var other = account(tree.ca1, "back");

        refused(
                AccountRefusal.IS_THE_ID,
                () -> numbers.remove(tree.ca1.admin(), tree.ca1.id(), account.id(), id, null));
        refused(
                AccountRefusal.IS_THE_ID,
                () -> numbers.move(tree.ca1.admin(), tree.ca1.id(), account.id(), id, other.id()));
        var alias = with(tree.a, tree.a1, tree.ca1);
        assign(tree.ca1, other, alias);
        refused(AccountRefusal.ID_IS_NO_NUMBER, () -> numbers.swap(tree.ca1.admin(), tree.ca1.id(), other.id(), alias));
    }

    // ------------------------------------------------------------------------------------------- whose

    private interface Attempt {
        void by(Member who);
    }

    @TestFactory
    Stream<DynamicTest> onlyTheCustomerAndItsParentKnowThatAnAccountIsThere() {
        var used = with(tree.a, tree.a1, tree.ca1);
        var free = with(tree.a, tree.a1, tree.ca1);
        var account = account(tree.ca1, "front");
        var other = account(tree.ca1, "back");
        assign(tree.ca1, account, used);
        var ca1 = tree.ca1.id();
        var id = account.id();
        var deeds = new LinkedHashMap<String, Attempt>();
        deeds.put("lists", who -> accounts.list(who.admin(), ca1, "", null, 10));
        deeds.put("finds", who -> accounts.find(who.admin(), ca1, id));
        deeds.put("finds by ID", who -> accounts.findByAccountId(who.admin(), ca1, "front"));
        deeds.put("creates", who -> accounts.create(who.admin(), ca1, "new", ""));
        deeds.put(
                "adopts",
                who -> accounts.adopt(
                        who.admin(), ca1, free, "", List.of(), tree.clock().instant()));
        deeds.put("updates", who -> accounts.update(who.admin(), ca1, id, 0, "", AccountStatus.BLOCKED));
        deeds.put("changes the ID", who -> accounts.changeId(who.admin(), ca1, id, 0, "else", null));
        deeds.put("deletes", who -> accounts.delete(who.admin(), ca1, id, null));
        deeds.put("assigns", who -> numbers.assign(who.admin(), ca1, id, List.of(free)));
        deeds.put("removes", who -> numbers.remove(who.admin(), ca1, id, used, null));
        deeds.put("moves", who -> numbers.move(who.admin(), ca1, id, used, other.id()));
        deeds.put("swaps", who -> numbers.swap(who.admin(), ca1, id, used));
        deeds.put("previews", who -> numbers.preview(who.admin(), ca1, id, null));
        var strangers = List.of(tree.o, tree.a, tree.b, tree.ca, tree.cb, tree.p, tree.q);
        return deeds.entrySet().stream()
                .flatMap(deed -> strangers.stream()
                        .map(who -> DynamicTest.dynamicTest(
                                who + " never " + deed.getKey(),
                                () -> assertThatThrownBy(() -> deed.getValue().by(who))
                                        .isInstanceOf(NotThereException.class)
                                        .hasMessageStartingWith("customer"))));
    }

    @Test
    void aSiblingsAccountIsNotThereForThisCustomer() {
        var sibling = tree.customer(tree.a1, "Sibling");
        var others = account(sibling, "front");
        var mine = account(tree.ca1, "front");
        var number = with(tree.a, tree.a1, tree.ca1);
        assign(tree.ca1, mine, number);

        assertThatThrownBy(() -> accounts.find(tree.a1.admin(), tree.ca1.id(), others.id()))
                .isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> numbers.move(tree.a1.admin(), tree.ca1.id(), mine.id(), number, others.id()))
                .isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> accounts.list(tree.a1.admin(), tree.a1.id(), "", null, 10))
                .as("a reseller has no accounts")
                .isInstanceOf(NotThereException.class);
    }

    @Test
    void whoMayOnlyLookChangesNothing() {
        var account = account(tree.ca1, "front");
        var viewer = tree.a1.viewer();

        assertThat(accounts.find(viewer, tree.ca1.id(), account.id())).isEqualTo(account);
        for (ThrowingCallable deed : List.<ThrowingCallable>of(
                () -> accounts.create(viewer, tree.ca1.id(), "x", ""),
                () -> accounts.update(viewer, tree.ca1.id(), account.id(), 0, "", AccountStatus.BLOCKED),
                () -> accounts.changeId(viewer, tree.ca1.id(), account.id(), 0, "x", null),
                () -> accounts.delete(viewer, tree.ca1.id(), account.id(), null),
                () -> numbers.assign(viewer, tree.ca1.id(), account.id(), List.of("4930123456789")),
                () -> numbers.remove(viewer, tree.ca1.id(), account.id(), "4930123456789", null),
                () -> numbers.move(viewer, tree.ca1.id(), account.id(), "4930123456789", account.id()),
                () -> numbers.swap(viewer, tree.ca1.id(), account.id(), "4930123456789"))) {
            assertThatThrownBy(deed).isInstanceOf(RightMissingException.class);
        }
    }

    // ------------------------------------------------------------------------------------------- races

    @Test
    void ofTwoAccountsThatTakeTheSameNumberExactlyOneGetsIt() throws Exception {
        var sibling = tree.customer(tree.a1, "Sibling");
        for (var round = 0; round < 8; round++) {
            var number = with(tree.a, tree.a1);
            var one = account(tree.ca1, "line " + round);
            var other = account(sibling, "line " + round);
            var third = account(tree.ca1, "more " + round);

            var winners = together(List.of(
                    () -> numbers.assign(tree.a1.admin(), tree.ca1.id(), one.id(), List.of(number)),
                    () -> numbers.assign(tree.a1.admin(), sibling.id(), other.id(), List.of(number)),
                    () -> numbers.assign(tree.a1.admin(), tree.ca1.id(), third.id(), List.of(number)),
                    () -> accounts.create(tree.a1.admin(), sibling.id(), number, "")));

            assertThat(winners).isOne();
        }
    }

    @Test
    void ofTwoWhoRemoveTheSameAliasExactlyOneDoes() throws Exception {
        for (var round = 0; round < 5; round++) {
            var number = with(tree.a, tree.a1);
            var account = account(tree.ca1, "line " + round);
            assign(tree.a1, account, number);

            var winners = together(List.of(
                    () -> numbers.remove(tree.a1.admin(), tree.ca1.id(), account.id(), number, null),
                    () -> numbers.remove(tree.ca1.admin(), tree.ca1.id(), account.id(), number, null)));

            assertThat(winners).isOne();
            assertThat(status(tree.a1, number)).isEqualTo("FREE");
        }
    }

    /** {@return how many of these came through; the others were told why not} */
    private static int together(List<Callable<?>> deeds) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(deeds.size())) {
            var running = deeds.stream()
                    .map(deed -> threads.submit(() -> {
                        start.await();
                        try {
                            deed.call();
                            return 1;
                        } catch (StockChangedException | RefusedException | NotThereException told) {
                            assertThat(told).isNotNull();
                            return 0;
                        }
                    }))
                    .toList();
            start.countDown();
            var through = 0;
            for (var one : running) {
                through += one.get();
            }
            return through;
        }
    }

    // ------------------------------------------------------------------------------------------- words

    private void assign(Member who, Account account, String number) {
        numbers.assign(who.admin(), tree.ca1.id(), account.id(), List.of(number));
    }

    private static void refused(AccountRefusal why, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::reason)
                .isEqualTo(why);
    }
}
