package com.didstock.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DidGroupsTest {

    private final TestTree tree = TestTree.plant();
    private final DidGroups groups = new DidGroups(tree.transactions());

    @Test
    void aGroupIsFoundByNameAndCounted() {
        var group = groups.create(tree.o.admin(), " Gold ", " beautiful numbers ");
        label(tree.o, group.id(), tree.load(tree.o, 3));

        assertThat(group.name()).isEqualTo("Gold");
        assertThat(group.description()).isEqualTo("beautiful numbers");
        assertThat(groups.find(tree.o.viewer(), group.id())).isEqualTo(group);
        assertThat(groups.findByName(tree.o.admin(), "gOLD")).contains(group);
        assertThat(groups.list(tree.o.admin(), "BEAUTIFUL"))
                .singleElement()
                .satisfies(row -> assertThat(row.numbers().free()).isEqualTo(3));
        assertThat(groups.list(tree.o.admin(), "silver")).isEmpty();
    }

    @Test
    void everybodySeesOnlyTheirOwnGroups() {
        var mine = groups.create(tree.a.admin(), "A's", "");

        for (var other : List.of(tree.o, tree.b, tree.a1, tree.ca, tree.p, tree.q)) {
            assertThat(groups.list(other.admin(), "")).as("%s", other).isEmpty();
            assertThat(groups.findByName(other.admin(), "A's")).isEmpty();
            assertNotThere(() -> groups.find(other.admin(), mine.id()));
            assertNotThere(() -> groups.update(other.admin(), mine.id(), mine.version(), "Mine", ""));
            assertNotThere(() -> groups.delete(other.admin(), mine.id()));
        }
        assertThat(groups.find(tree.a.admin(), mine.id())).isEqualTo(mine);
    }

    @Test
    void aCustomerLabelsItsNumbersAndAViewerDoesNot() {
        var customers = groups.create(tree.ca.admin(), "Front desk", "");
        var resellers = groups.create(tree.a.admin(), "Gold", "");

        assertThat(groups.find(tree.ca.admin(), customers.id())).isEqualTo(customers);
        assertThatThrownBy(() -> groups.create(tree.a.viewer(), "Silver", ""))
                .isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> groups.update(tree.a.viewer(), resellers.id(), resellers.version(), "Silver", ""))
                .isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> groups.delete(tree.a.viewer(), resellers.id()))
                .isInstanceOf(RightMissingException.class);
    }

    @Test
    void aNameIsThereAndUniqueInItsTenant() {
        groups.create(tree.o.admin(), "Gold", "");
        var silver = groups.create(tree.o.admin(), "Silver", "");

        assertRefused(GroupRefusal.NAME_MISSING, () -> groups.create(tree.o.admin(), "  ", ""));
        assertRefused(GroupRefusal.NAME_TOO_LONG, () -> groups.create(tree.o.admin(), "x".repeat(121), ""));
        assertRefused(GroupRefusal.DESCRIPTION_TOO_LONG, () -> groups.create(tree.o.admin(), "N", "x".repeat(501)));
        assertRefused(GroupRefusal.NAME_TAKEN, () -> groups.create(tree.o.admin(), "GOLD", ""));
        assertRefused(
                GroupRefusal.NAME_TAKEN,
                () -> groups.update(tree.o.admin(), silver.id(), silver.version(), "gold", ""));
        assertThat(groups.create(tree.a.admin(), "Gold", "").name()).isEqualTo("Gold");
    }

    @Test
    void whoeverReadAnOlderVersionIsTold() {
        var read = groups.create(tree.o.admin(), "Gold", "");
        groups.update(tree.o.admin(), read.id(), read.version(), "Platinum", "");

        assertThatThrownBy(() -> groups.update(tree.o.admin(), read.id(), read.version(), "Silver", ""))
                .isInstanceOf(ChangedMeanwhileException.class);
        assertThat(groups.find(tree.o.admin(), read.id()).name()).isEqualTo("Platinum");
    }

    @Test
    void deletingAGroupTakesTheLabelOffItsNumbersAndNothingElse() {
        var gold = groups.create(tree.o.admin(), "Gold", "");
        var silver = groups.create(tree.o.admin(), "Silver", "");
        var numbers = tree.load(tree.o, 4);
        label(tree.o, gold.id(), numbers.subList(0, 3));
        label(tree.o, silver.id(), numbers.subList(3, 4));
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers.subList(0, 1));

        assertThat(groups.delete(tree.o.admin(), gold.id())).isEqualTo(3);

        assertNotThere(() -> groups.find(tree.o.admin(), gold.id()));
        for (var number : numbers.subList(0, 3)) {
            assertThat(tree.holding(tree.o, number).get("group_id")).isNull();
            assertThat(tree.holding(tree.o, number).get("pricing_batch_id")).isEqualTo(tree.wholesale(tree.o));
        }
        assertThat(tree.holding(tree.o, numbers.getLast()).get("group_id")).isEqualTo(silver.id());
        assertThat(tree.status(tree.a, numbers.getFirst())).isEqualTo("FREE");
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void aGroupThatLimitsWhatAChildMayTakeStays() {
        var gold = groups.create(tree.o.admin(), "Gold", "");
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update assigned_batch set group_ids = array[?::int] where child_id = ?",
                                gold.id(),
                                tree.a.id()));

        assertRefused(GroupRefusal.LIMITS_A_CHILD, () -> groups.delete(tree.o.admin(), gold.id()), "A");
        tree.run(
                tree.o, "TEST", ctx -> ctx.sql().execute("delete from assigned_batch where child_id = ?", tree.a.id()));

        assertThat(groups.delete(tree.o.admin(), gold.id())).isZero();
    }

    @Test
    void aGroupWithMoreNumbersThanOneTransactionChangesIsDeletedInStretches() {
        var gold = groups.create(tree.o.admin(), "Gold", "");
        var numbers = tree.load(tree.o, DidGroups.MOST_NUMBERS + 1);
        label(tree.o, gold.id(), numbers);

        assertThat(groups.delete(tree.o.admin(), gold.id())).isEqualTo(DidGroups.MOST_NUMBERS + 1);

        assertNotThere(() -> groups.find(tree.o.admin(), gold.id()));
        assertThat(tree.holding(tree.o, numbers.getLast()).get("group_id")).isNull();
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void mergingMovesNumbersAndRulesAsOneOperation() {
        var rules = new GroupRules(tree.transactions());
        var gold = groups.create(tree.o.admin(), "Gold", "");
        var best = groups.create(tree.o.admin(), "Best", "");
        var numbers = tree.load(tree.o, 4);
        label(tree.o, gold.id(), numbers.subList(0, 3));
        label(tree.o, best.id(), numbers.subList(3, 4));
        tree.give(tree.o, tree.a, numbers.subList(0, 1));
        rules.set(tree.o.admin(), null, List.of(new GroupRule(gold.id(), "49", null, null, null)));

        assertThat(groups.merge(tree.o.admin(), gold.id(), best.id())).isEqualTo(3);

        assertNotThere(() -> groups.find(tree.o.admin(), gold.id()));
        assertThat(groups.list(tree.o.admin(), "Best").getFirst().numbers().total())
                .isEqualTo(4);
        assertThat(rules.list(tree.o.admin())).extracting(GroupRule::groupId).containsExactly(best.id());
        int operations = tree.read(
                tree.o,
                ctx -> ctx.sql()
                        .fetch("select operation_id from activity where operation = 'ASSIGN_TO_GROUP'"
                                + " group by operation_id having sum(numbers) = 3")
                        .size());
        assertThat(operations).isEqualTo(2);
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void onlyTheirOwnGroupsCanBeMergedAndNoneWithItself() {
        var mine = groups.create(tree.o.admin(), "Mine", "");
        var theirs = groups.create(tree.a.admin(), "Theirs", "");

        assertRefused(GroupRefusal.SAME_GROUP, () -> groups.merge(tree.o.admin(), mine.id(), mine.id()));
        assertNotThere(() -> groups.merge(tree.o.admin(), mine.id(), theirs.id()));
        assertNotThere(() -> groups.merge(tree.o.admin(), theirs.id(), mine.id()));
        for (var other : List.of(tree.a, tree.b, tree.a1, tree.ca, tree.p)) {
            var own = groups.create(other.admin(), "Own", "");
            assertNotThere(() -> groups.merge(other.admin(), mine.id(), own.id()));
        }
        assertThatThrownBy(() -> groups.merge(tree.o.viewer(), mine.id(), theirs.id()))
                .isInstanceOf(RightMissingException.class);
    }

    private void label(Member holder, int group, List<String> numbers) {
        tree.run(
                holder,
                "ASSIGN_TO_GROUP",
                ctx -> ctx.sql()
                        .execute(
                                "update did_holding set group_id = ? where operator_id = ? and tenant_id = ?"
                                        + " and number = any (?::text[])",
                                group,
                                holder.operatorId(),
                                holder.id(),
                                TestTree.array(numbers)));
    }

    private static void assertRefused(GroupRefusal reason, ThrowingCallable call, Object... arguments) {
        assertThatThrownBy(call).asInstanceOf(type(RefusedException.class)).satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            if (arguments.length > 0) {
                assertThat(refused.arguments()).containsExactly(arguments);
            }
        });
    }

    private static void assertNotThere(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NotThereException.class);
    }
}
