package com.didstock.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a number goes when an account or alias stops using it. */
class ReleaseRulesTest extends ProvisioningTest {

    @Test
    void inUseShowsOnTheWholeChainAtOnce() {
        var number = with(tree.a, tree.a1, tree.ca1);
        var account = account(tree.ca1, number);

        assertThat(chain())
                .allSatisfy(holder -> assertThat(status(holder, number)).isEqualTo("IN_USE"));

        accounts.delete(tree.ca1.admin(), tree.ca1.id(), account.id(), null);

        assertThat(status(tree.ca1, number)).isEqualTo("FREE");
        assertThat(List.of(tree.o, tree.a, tree.a1))
                .allSatisfy(holder -> assertThat(status(holder, number)).isEqualTo("GIVEN"));
    }

    @Test
    void provisionedFromAPricingBatchItIsBackInThatSameBatchAndTheResellerStillHoldsItAndPays() {
        var number = with(tree.a, tree.a1);
        tree.put(tree.a1, tree.retail(tree.a1), List.of(number));
        var paid = monthly(tree.a1, number);

        var account = accountBy(tree.a1, tree.ca1, number);
        assertThat(status(tree.ca1, number)).isEqualTo("IN_USE");
        assertThat(monthly(tree.ca1, number)).isEqualByComparingTo(paid.add(new BigDecimal("0.50")));
        assertThat(account.numbers()).singleElement().satisfies(used -> {
            assertThat(used.provisioned()).isTrue();
            assertThat(used.role()).isEqualTo(NumberRole.ID);
        });

        accounts.delete(tree.a1.admin(), tree.ca1.id(), account.id(), null);

        assertThat(status(tree.ca1, number)).isEqualTo("ABSENT");
        assertThat(status(tree.a1, number)).isEqualTo("FREE");
        assertThat(batch(tree.a1, number)).isEqualTo(tree.retail(tree.a1));
        assertThat(monthly(tree.a1, number)).isEqualByComparingTo(paid);
        assertThat(status(tree.o, number)).isEqualTo("GIVEN");
    }

    @Test
    void provisionedViaTheBatchAssignedToTheCustomerItIsBackInThePoolItWasDrawnFrom() {
        var number = with(tree.a, tree.a1);

        var account = accountBy(tree.a1, tree.ca1, number);
        assertThat(batch(tree.a1, number)).isEqualTo(tree.retail(tree.a1));
        accounts.delete(tree.ca1.admin(), tree.ca1.id(), account.id(), null);

        assertThat(status(tree.a1, number)).isEqualTo("FREE");
        assertThat(batch(tree.a1, number)).isNull();
    }

    @Test
    void eachResellerPassedThroughStopsPaying() {
        var number = with(tree.a, tree.a1);
        var account = accountBy(tree.a1, tree.ca1, number);
        passedThrough(tree.a1, number);

        accounts.delete(tree.ca1.admin(), tree.ca1.id(), account.id(), null);

        assertThat(status(tree.ca1, number)).isEqualTo("ABSENT");
        assertThat(status(tree.a1, number)).isEqualTo("ABSENT");
        assertThat(status(tree.a, number)).isEqualTo("FREE");
        assertThat(status(tree.o, number)).isEqualTo("GIVEN");
    }

    @Test
    void whatTheCustomerAlreadyHeldStaysWithTheCustomerWhoPaysOn() {
        var number = with(tree.a, tree.a1, tree.ca1);
        var paid = monthly(tree.ca1, number);
        var account = account(tree.ca1, number);

        accounts.delete(tree.a1.admin(), tree.ca1.id(), account.id(), null);

        assertThat(status(tree.ca1, number)).isEqualTo("FREE");
        assertThat(monthly(tree.ca1, number)).isEqualByComparingTo(paid);
    }

    @Test
    void whoeverDeletesMayKeepItWithTheCustomer() {
        var number = with(tree.a, tree.a1);
        var account = accountBy(tree.a1, tree.ca1, number);

        accounts.delete(tree.ca1.admin(), tree.ca1.id(), account.id(), AfterUse.KEEP);

        assertThat(status(tree.ca1, number)).isEqualTo("FREE");
        // From now on it is the customer's own: using it again and ending that leaves it there.
        var again = account(tree.ca1, number);
        assertThat(again.numbers()).noneMatch(AccountNumber::provisioned);
        accounts.delete(tree.ca1.admin(), tree.ca1.id(), again.id(), null);
        assertThat(status(tree.ca1, number)).isEqualTo("FREE");
    }

    @Test
    void whoeverDeletesMayChooseBackToMyBatch() {
        var number = with(tree.a, tree.a1);
        tree.put(tree.a1, tree.retail(tree.a1), List.of(number));
        tree.give(tree.a1, tree.ca1, List.of(number));
        var account = account(tree.ca1, number);

        accounts.delete(tree.a1.admin(), tree.ca1.id(), account.id(), AfterUse.BACK_TO_BATCH);

        assertThat(status(tree.ca1, number)).isEqualTo("ABSENT");
        assertThat(status(tree.a1, number)).isEqualTo("FREE");
        assertThat(batch(tree.a1, number)).isEqualTo(tree.retail(tree.a1));
    }

    @Test
    void aResellerPassedThroughThatChoosesItsBatchHoldsTheNumberOnItsOwnAccountFromThenOn() {
        var number = with(tree.a, tree.a1);
        var account = accountBy(tree.a1, tree.ca1, number);
        passedThrough(tree.a1, number);

        accounts.delete(tree.a1.admin(), tree.ca1.id(), account.id(), AfterUse.BACK_TO_BATCH);

        assertThat(status(tree.a1, number)).isEqualTo("FREE");
        assertThat(tree.holding(tree.a1, number).get("origin", String.class)).isEqualTo("STOCK");
    }

    @Test
    void whoeverDeletesMayReleaseItToThePoolAbove() {
        var number = with(tree.a, tree.a1, tree.ca1);
        var account = account(tree.ca1, number);

        accounts.delete(tree.a1.admin(), tree.ca1.id(), account.id(), AfterUse.RELEASE_TO_POOL);

        assertThat(status(tree.ca1, number)).isEqualTo("ABSENT");
        assertThat(status(tree.a1, number)).isEqualTo("ABSENT");
        assertThat(status(tree.a, number)).isEqualTo("FREE");
        assertThat(batch(tree.a, number)).isNull();
        assertThat(status(tree.o, number)).isEqualTo("GIVEN");
    }

    @Test
    void atTheTopOfTheChainThePoolIsItsOwn() {
        var co = tree.customer(tree.o, "CO");
        var number = tree.load(tree.o, 1);
        tree.put(tree.o, tree.retail(tree.o), number);
        var account = accountBy(tree.o, co, number.getFirst());

        accounts.delete(tree.o.admin(), co.id(), account.id(), AfterUse.RELEASE_TO_POOL);

        assertThat(status(tree.o, number.getFirst())).isEqualTo("FREE");
        assertThat(batch(tree.o, number.getFirst())).isNull();
    }

    @Test
    void onlyTheProviderMayReleaseToThePoolAboveUnlessItLaidThatDown() {
        var number = with(tree.a, tree.a1, tree.ca1);
        var account = account(tree.ca1, number);

        assertThatThrownBy(
                        () -> accounts.delete(tree.ca1.admin(), tree.ca1.id(), account.id(), AfterUse.RELEASE_TO_POOL))
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::reason)
                .isEqualTo(AccountRefusal.POOL_IS_THE_PROVIDERS);
        assertThat(status(tree.ca1, number)).isEqualTo("IN_USE");

        layDown(tree.a1, tree.ca1, AfterUse.RELEASE_TO_POOL);
        accounts.delete(tree.ca1.admin(), tree.ca1.id(), account.id(), null);
        assertThat(status(tree.a1, number)).isEqualTo("ABSENT");
    }

    @Test
    void aCustomersReturnGoesToTheFirstThatHoldsItOnItsOwnAccount() {
        var number = with(tree.a, tree.a1);
        var account = accountBy(tree.a1, tree.ca1, number);
        passedThrough(tree.a1, number);

        accounts.delete(tree.ca1.admin(), tree.ca1.id(), account.id(), AfterUse.BACK_TO_BATCH);

        assertThat(status(tree.a1, number)).isEqualTo("ABSENT");
        assertThat(status(tree.a, number)).isEqualTo("FREE");
    }

    @Test
    void theDefaultIsSetPerCustomer() {
        var kept = with(tree.a, tree.a1);
        layDown(tree.a1, tree.ca1, AfterUse.KEEP);
        var one = accountBy(tree.a1, tree.ca1, kept);
        accounts.delete(tree.a1.admin(), tree.ca1.id(), one.id(), null);
        assertThat(status(tree.ca1, kept)).isEqualTo("FREE");

        layDown(tree.a1, tree.ca1, AfterUse.BACK_TO_BATCH);
        var other = account(tree.ca1, kept);
        accounts.delete(tree.ca1.admin(), tree.ca1.id(), other.id(), null);
        assertThat(status(tree.ca1, kept)).isEqualTo("ABSENT");
        assertThat(status(tree.a1, kept)).isEqualTo("FREE");
    }

    @Test
    void agingStartsWhenANumberUsedForADayLeavesItsCustomer() {
        var used = with(tree.a, tree.a1);
        var tried = with(tree.a, tree.a1);
        var account = accountBy(tree.a1, tree.ca1, used);
        tree.clock().advance(Duration.ofHours(23));
        var brief = accountBy(tree.a1, tree.ca1, tried);
        tree.clock().advance(Duration.ofHours(1));

        accounts.delete(tree.a1.admin(), tree.ca1.id(), account.id(), null);
        accounts.delete(tree.a1.admin(), tree.ca1.id(), brief.id(), null);

        assertThat(status(tree.a1, used)).isEqualTo("AGING");
        assertThat(status(tree.a1, tried)).isEqualTo("FREE");
    }

    @Test
    void aNumberThatStaysWithItsCustomerAgesOnlyWhenItLeaves() {
        var number = with(tree.a, tree.a1, tree.ca1);
        var account = account(tree.ca1, number);
        tree.clock().advance(Duration.ofDays(2));
        accounts.delete(tree.ca1.admin(), tree.ca1.id(), account.id(), null);
        assertThat(status(tree.ca1, number)).isEqualTo("FREE");

        tree.release(tree.ca1, List.of(number));

        assertThat(status(tree.a1, number)).isEqualTo("AGING");
    }

    @Test
    void changingAnIdUsesTheNewNumberAndThenReleasesTheOldOneByThisRule() {
        var a = with(tree.a, tree.a1);
        var b = with(tree.a, tree.a1, tree.ca1);
        var account = accountBy(tree.a1, tree.ca1, a);

        var changed = accounts.changeId(tree.ca1.admin(), tree.ca1.id(), account.id(), account.version(), b, null);

        assertThat(changed.accountId()).isEqualTo(b);
        assertThat(changed.numbers()).extracting(AccountNumber::number).containsExactly(b);
        assertThat(status(tree.ca1, b)).isEqualTo("IN_USE");
        assertThat(status(tree.ca1, a)).isEqualTo("ABSENT");
        assertThat(status(tree.a1, a)).isEqualTo("FREE");
    }

    @Test
    void ifTheNewNumberFailsNothingChanges() {
        var a = with(tree.a, tree.a1);
        var b = with(tree.a, tree.a1, tree.ca1);
        var account = accountBy(tree.a1, tree.ca1, a);
        account(tree.ca1, b);
        var elsewhere = with(tree.a, tree.ca);

        refused(account, b, AccountRefusal.ID_TAKEN);
        refused(account, elsewhere, AccountRefusal.NOT_HELD);

        assertThat(accounts.find(tree.ca1.admin(), tree.ca1.id(), account.id())).isEqualTo(account);
        assertThat(status(tree.ca1, a)).isEqualTo("IN_USE");
        assertThat(status(tree.ca, elsewhere)).isEqualTo("FREE");
    }

    private void refused(Account account, String wanted, AccountRefusal why) {
        assertThatThrownBy(() -> accounts.changeId(
                        tree.ca1.admin(), tree.ca1.id(), account.id(), account.version(), wanted, null))
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::reason)
                .isEqualTo(why);
    }

    @Test
    void equalAfterNormalisationIsNoChange() {
        var number = with(tree.a, tree.a1, tree.ca1);
        var account = account(tree.ca1, number);
        var before = tree.holding(tree.ca1, number).get("version", Integer.class);

        var written = "+%s %s-%s".formatted(number.substring(0, 2), number.substring(2, 6), number.substring(6));
        var same = accounts.changeId(
                tree.ca1.admin(), tree.ca1.id(), account.id(), account.version(), written, AfterUse.BACK_TO_BATCH);

        assertThat(same).isEqualTo(account);
        assertThat(tree.holding(tree.ca1, number).get("version", Integer.class)).isEqualTo(before);
    }

    @Test
    void anIdThatIsNoInventoryNumberIsAllowed() {
        var number = with(tree.a, tree.a1);
        var account = accountBy(tree.a1, tree.ca1, number);

        var reception = accounts.changeId(
                tree.ca1.admin(), tree.ca1.id(), account.id(), account.version(), "reception@hotel", null);
        assertThat(reception.accountId()).isEqualTo("reception@hotel");
        assertThat(reception.numbers()).isEmpty();
        assertThat(status(tree.a1, number)).isEqualTo("FREE");

        var foreign = TestTree.freshNumbers(1).getFirst();
        assertThat(account(tree.ca1, "+" + foreign).accountId()).isEqualTo(foreign);
    }

    @Test
    void movingToAnotherAccountOfTheCustomerReleasesNothing() {
        var number = with(tree.a, tree.a1);
        var from = account(tree.ca1, "front");
        var to = account(tree.ca1, "back");
        numbers.assign(tree.a1.admin(), tree.ca1.id(), from.id(), List.of(number));
        var before = tree.holding(tree.ca1, number).get("version", Integer.class);

        var moved = numbers.move(tree.ca1.admin(), tree.ca1.id(), from.id(), number, to.id());

        assertThat(moved.id()).isEqualTo(to.id());
        assertThat(moved.aliases()).containsExactly(number);
        assertThat(accounts.find(tree.ca1.admin(), tree.ca1.id(), from.id()).numbers())
                .isEmpty();
        assertThat(status(tree.ca1, number)).isEqualTo("IN_USE");
        assertThat(tree.holding(tree.ca1, number).get("version", Integer.class)).isEqualTo(before);
    }

    @Test
    void swappingIdAndAliasReleasesNothing() {
        var id = with(tree.a, tree.a1);
        var alias = with(tree.a, tree.a1);
        var account = accountBy(tree.a1, tree.ca1, id);
        numbers.assign(tree.a1.admin(), tree.ca1.id(), account.id(), List.of(alias));

        var swapped = numbers.swap(tree.ca1.admin(), tree.ca1.id(), account.id(), alias);

        assertThat(swapped.accountId()).isEqualTo(alias);
        assertThat(swapped.aliases()).containsExactly(id);
        assertThat(status(tree.ca1, id)).isEqualTo("IN_USE");
        assertThat(status(tree.ca1, alias)).isEqualTo("IN_USE");
    }

    @Test
    void changingTheIdToAnAliasReleasesTheOldIdOnly() {
        var id = with(tree.a, tree.a1);
        var alias = with(tree.a, tree.a1);
        var account = accountBy(tree.a1, tree.ca1, id);
        numbers.assign(tree.a1.admin(), tree.ca1.id(), account.id(), List.of(alias));

        var changed = accounts.changeId(tree.a1.admin(), tree.ca1.id(), account.id(), account.version(), alias, null);

        assertThat(changed.accountId()).isEqualTo(alias);
        assertThat(changed.aliases()).isEmpty();
        assertThat(status(tree.ca1, alias)).isEqualTo("IN_USE");
        assertThat(status(tree.a1, id)).isEqualTo("FREE");
    }

    @Test
    void deletingAnAliasReleasesItByTheSameRule() {
        var own = with(tree.a, tree.a1, tree.ca1);
        var provisioned = with(tree.a, tree.a1);
        var account = account(tree.ca1, "front");
        numbers.assign(tree.a1.admin(), tree.ca1.id(), account.id(), List.of(own, provisioned));

        numbers.remove(tree.ca1.admin(), tree.ca1.id(), account.id(), own, null);
        numbers.remove(tree.ca1.admin(), tree.ca1.id(), account.id(), provisioned, null);

        assertThat(status(tree.ca1, own)).isEqualTo("FREE");
        assertThat(status(tree.ca1, provisioned)).isEqualTo("ABSENT");
        assertThat(status(tree.a1, provisioned)).isEqualTo("FREE");
    }

    @Test
    void everyLevelHasItsRowOfHistoryForOneOperation() {
        var number = with(tree.a, tree.a1);
        var account = accountBy(tree.a1, tree.ca1, number);
        var begun = operations(number, "ASSIGN_TO_ACCOUNT");
        accounts.delete(tree.a1.admin(), tree.ca1.id(), account.id(), null);
        var ended = operations(number, "UNASSIGN_FROM_ACCOUNT");

        assertThat(begun).hasSize(1).containsValue(4);
        assertThat(ended).hasSize(1).containsValue(4);
    }

    private Map<String, Integer> operations(String number, String kind) {
        var found = new java.util.HashMap<String, Integer>();
        for (var holder : chain()) {
            tree.run(
                    holder,
                    "TEST",
                    context -> context.sql()
                            .fetch("""
                            select operation_id::text from history
                            where operator_id = ? and tenant_id = ? and number = ? and operation = ?
                            """, holder.operatorId(), holder.id(), number, kind)
                            .forEach(row -> found.merge(String.valueOf(row.get(0)), 1, Integer::sum)));
        }
        return found;
    }

    @Test
    void theChoicesSayWhatTheyMeanInMoney() {
        var number = with(tree.a, tree.a1);
        var account = accountBy(tree.a1, tree.ca1, number);

        var parent = numbers.preview(tree.a1.admin(), tree.ca1.id(), account.id(), null);
        assertThat(choice(parent, AfterUse.BY_ORIGIN).noLongerCharged())
                .containsEntry("EUR", monthly(tree.ca1, number));
        assertThat(choice(parent, AfterUse.KEEP).noLongerCharged()).isEmpty();
        assertThat(choice(parent, AfterUse.RELEASE_TO_POOL).noLongerPaid())
                .containsEntry("EUR", monthly(tree.a1, number));
        assertThat(parent.choices())
                .filteredOn(UseEnd.Choice::preset)
                .extracting(UseEnd.Choice::then)
                .containsExactly(AfterUse.BY_ORIGIN);

        var customer = numbers.preview(tree.ca1.admin(), tree.ca1.id(), account.id(), null);
        assertThat(customer.choices())
                .extracting(UseEnd.Choice::then)
                .containsExactly(AfterUse.BY_ORIGIN, AfterUse.KEEP, AfterUse.BACK_TO_BATCH);
        assertThat(customer.choices())
                .allSatisfy(one -> assertThat(one.noLongerPaid()).isEmpty());
    }

    private static UseEnd.Choice choice(UseEnd end, AfterUse then) {
        return end.choices().stream()
                .filter(one -> one.then() == then)
                .findFirst()
                .orElseThrow();
    }

    private void layDown(Member parent, Member customer, AfterUse then) {
        tree.transactions()
                .write(
                        parent.admin(),
                        Right.ADMINISTER,
                        context -> context.sql()
                                .execute(
                                        "update tenant set after_use = ?::after_use where operator_id = ? and tenant_id = ?",
                                        then.name(),
                                        customer.operatorId(),
                                        customer.id()));
    }
}
