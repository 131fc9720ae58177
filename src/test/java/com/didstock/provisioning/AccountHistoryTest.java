package com.didstock.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.didstock.history.AccountChange;
import com.didstock.history.AccountHistories;
import com.didstock.history.ActivityEntry;
import com.didstock.history.ActivityFilter;
import com.didstock.history.ActivityLogs;
import com.didstock.history.Difference;
import com.didstock.history.Fact;
import com.didstock.history.NumberChange;
import com.didstock.history.NumberHistories;
import com.didstock.history.Who;
import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.NotThereException;
import com.didstock.testing.TestTree.Member;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What happens to accounts and the numbers they use stays known: to their customer and to the tenant above. */
class AccountHistoryTest extends ProvisioningTest {

    @Test
    void aMoveBetweenAccountsStandsOnTheNumbersTimelineAndInActivityWithBeforeAndAfter() {
        var alias = with(tree.a, tree.a1, tree.ca1);
        var front = account(tree.ca1, "front");
        var back = account(tree.ca1, "back");
        numbers.assign(tree.ca1.admin(), tree.ca1.id(), front.id(), List.of(alias));
        numbers.move(tree.ca1.admin(), tree.ca1.id(), front.id(), alias, back.id());
        numbers.remove(tree.a1.admin(), tree.ca1.id(), back.id(), alias, AfterUse.KEEP);

        assertThat(ofAccounts(tree.ca1, alias))
                .containsExactly(
                        tuple("UNASSIGN_FROM_ACCOUNT", "back as alias", null),
                        tuple("MOVE_TO_ACCOUNT", "front as alias", "back as alias"),
                        tuple("ASSIGN_TO_ACCOUNT", null, "front as alias"));
        assertThat(ofAccounts(tree.a1, alias)).hasSize(3);
        // A level further up sees that the number is used, not by which account.
        assertThat(ofAccounts(tree.a, alias)).isEmpty();
        assertThat(ofAccounts(tree.o, alias)).isEmpty();

        for (var told : List.of(tree.ca1, tree.a1)) {
            var moved = moves(told, alias);
            assertThat(moved).hasSize(1);
            assertThat(moved.getFirst().numbers()).isOne();
            assertThat(NumberHistories.over(tree.transactions())
                            .changed(
                                    told.admin(),
                                    moved.getFirst().operationId(),
                                    moved.getFirst().change(),
                                    "",
                                    10))
                    .extracting(NumberChange::number)
                    .containsExactly(alias);
        }
        assertThat(moves(tree.ca1, alias).getFirst().who()).isInstanceOf(Who.Own.class);
        assertThat(moves(tree.a1, alias).getFirst().who()).isEqualTo(new Who.Child(tree.ca1.id(), "CA1"));
        for (var stranger : List.of(tree.o, tree.a, tree.ca, tree.b, tree.q)) {
            assertThat(moves(stranger, alias)).as("%s", stranger).isEmpty();
        }
    }

    @Test
    void aSwapAndAChangedIdAreTold() {
        var first = with(tree.a, tree.a1, tree.ca1);
        var second = with(tree.a, tree.a1, tree.ca1);
        var third = with(tree.a, tree.a1, tree.ca1);
        var line = account(tree.ca1, first);
        numbers.assign(tree.ca1.admin(), tree.ca1.id(), line.id(), List.of(second));
        numbers.swap(tree.ca1.admin(), tree.ca1.id(), line.id(), second);

        assertThat(ofAccounts(tree.ca1, second).getFirst())
                .isEqualTo(tuple("MOVE_TO_ACCOUNT", first + " as alias", first + " as ID"));

        var swapped = accounts.find(tree.ca1.admin(), tree.ca1.id(), line.id());
        accounts.changeId(tree.ca1.admin(), tree.ca1.id(), line.id(), swapped.version(), third, AfterUse.KEEP);

        assertThat(ofAccounts(tree.ca1, third)).containsExactly(tuple("ASSIGN_TO_ACCOUNT", null, third + " as ID"));
        assertThat(ofAccounts(tree.ca1, second))
                .extracting(it -> it.toList().getFirst())
                .containsExactly("UNASSIGN_FROM_ACCOUNT", "MOVE_TO_ACCOUNT", "ASSIGN_TO_ACCOUNT");
        assertThat(timeline(tree.ca1, line.id()))
                .filteredOn(change -> change.number() == null)
                .extracting(AccountChange::operation, change -> id(change.before()), change -> id(change.after()))
                .containsExactly(
                        tuple("CHANGE_ACCOUNT", second, third),
                        tuple("CHANGE_ACCOUNT", first, second),
                        tuple("CREATE_ACCOUNT", null, first));
    }

    @Test
    void anAccountsTimelineGoesFromItsBeginningToItsDeletionAndSaysWho() {
        var alias = with(tree.a, tree.a1, tree.ca1);
        var front = account(tree.ca1, "front");
        numbers.assign(tree.a1.admin(), tree.ca1.id(), front.id(), List.of(alias));
        accounts.update(tree.ca1.admin(), tree.ca1.id(), front.id(), front.version(), "Lobby", AccountStatus.BLOCKED);
        accounts.delete(tree.ca1.admin(), tree.ca1.id(), front.id(), AfterUse.KEEP);

        var told = timeline(tree.ca1, front.id());
        assertThat(told)
                .extracting(AccountChange::operation)
                .containsExactly(
                        "DELETE_ACCOUNT",
                        "UNASSIGN_FROM_ACCOUNT",
                        "CHANGE_ACCOUNT",
                        "ASSIGN_TO_ACCOUNT",
                        "CREATE_ACCOUNT");
        assertThat(told.get(3).who()).isEqualTo(new Who.Above());
        assertThat(told.get(4).who())
                .isInstanceOfSatisfying(
                        Who.Own.class, own -> assertThat(own.login()).isNotBlank());
        assertThat(told.get(2).after()).isEqualTo(new AccountChange.State("front", "Lobby", "BLOCKED", null));
        assertThat(timeline(tree.a1, front.id()).get(0).who()).isEqualTo(new Who.Child(tree.ca1.id(), "CA1"));

        for (var stranger : List.of(tree.o, tree.a, tree.ca, tree.b, tree.cb, tree.p, tree.q)) {
            assertThatThrownBy(() -> timeline(stranger, front.id()))
                    .as("%s", stranger)
                    .isInstanceOf(NotThereException.class);
        }
    }

    private List<AccountChange> timeline(Member reader, int account) {
        return AccountHistories.over(tree.transactions()).timeline(reader.admin(), tree.ca1.id(), account);
    }

    private List<ActivityEntry> moves(Member reader, String number) {
        return ActivityLogs.over(tree.transactions())
                .page(reader.admin(), new ActivityFilter("MOVE_TO_ACCOUNT", number, null, null), null, 10)
                .entries();
    }

    private List<Tuple> ofAccounts(Member reader, String number) {
        return NumberHistories.over(tree.transactions()).timeline(reader.admin(), number).stream()
                .flatMap(change -> change.differences().stream()
                        .filter(it -> it.property() == Difference.Property.ACCOUNT)
                        .map(it -> tuple(change.operation(), used(it.before()), used(it.after()))))
                .toList();
    }

    private static @Nullable String used(@Nullable Fact fact) {
        return fact instanceof Fact.UsedBy(var account, var alias) ? account + (alias ? " as alias" : " as ID") : null;
    }

    private static @Nullable String id(AccountChange.@Nullable State state) {
        return state == null ? null : state.id();
    }
}
