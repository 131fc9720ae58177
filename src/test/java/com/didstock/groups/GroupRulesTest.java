package com.didstock.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.didstock.numbering.NumberClass;
import com.didstock.numbering.NumberType;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupRulesTest {

    private final TestTree tree = TestTree.plant();
    private final DidGroups groups = new DidGroups(tree.transactions());
    private final GroupRules rules = new GroupRules(tree.transactions());
    private final int germany = groups.create(tree.o.admin(), "Germany", "").id();
    private final int tollFree = groups.create(tree.o.admin(), "Toll-free", "").id();

    @Test
    void theFirstRuleThatFitsPutsANumberIntoItsGroup() {
        rules.set(tree.o.admin(), null, List.of(ofType(tollFree, NumberType.TOLL_FREE), ofCountry(germany, "DE")));
        var berlin = tree.load(tree.o, 2);
        var free = tree.load(tree.o, TestTree.freshNumbers(1), Facts.BERLIN.ofType("TOLL_FREE"));
        var paris = tree.load(tree.o, TestTree.freshNumbers(1), Facts.BERLIN.in("FR", "Paris"));
        tree.give(tree.o, tree.a, berlin.subList(0, 1));

        assertThat(rules.preview(tree.o.viewer())).isEqualTo(new GroupRulePreview(3, 0, true));
        assertThat(rules.apply(tree.o.admin(), false)).isEqualTo(3);

        assertThat(berlin).allSatisfy(number -> assertThat(groupOf(number)).isEqualTo(germany));
        assertThat(groupOf(free.getFirst())).isEqualTo(tollFree);
        assertThat(groupOf(paris.getFirst())).isNull();
        // The child's label is its own.
        assertThat(tree.holding(tree.a, berlin.getFirst()).get("group_id")).isNull();
        assertThat(rules.apply(tree.o.admin(), true)).isZero();
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void numbersInAnotherGroupKeepItUnlessSaidOtherwise() {
        var numbers = tree.load(tree.o, 3);
        rules.set(tree.o.admin(), null, List.of(ofPrefix(tollFree, numbers.getFirst())));
        rules.apply(tree.o.admin(), false);
        rules.set(tree.o.admin(), null, List.of(ofCountry(germany, "de")));

        assertThat(rules.preview(tree.o.admin())).isEqualTo(new GroupRulePreview(2, 1, true));
        assertThat(rules.apply(tree.o.admin(), false)).isEqualTo(2);
        assertThat(groupOf(numbers.getFirst())).isEqualTo(tollFree);
        assertThat(rules.apply(tree.o.admin(), true)).isEqualTo(1);
        assertThat(groupOf(numbers.getFirst())).isEqualTo(germany);
    }

    @Test
    void moreThanOneStretchIsOneOperation() {
        tree.load(tree.o, 10_001);
        rules.set(tree.o.admin(), null, List.of(ofCountry(germany, "DE")));

        assertThat(rules.apply(tree.o.admin(), false)).isEqualTo(10_001);

        String numbers = tree.read(
                tree.o,
                ctx -> String.valueOf(ctx.sql()
                        .fetchValue("select string_agg(n::text, ' ') from (select sum(numbers) as n from activity"
                                + " where operation = 'ASSIGN_TO_GROUP' group by operation_id) o")));
        assertThat(numbers).isEqualTo("10001");
    }

    @Test
    void whatIsNoRuleIsRefused() {
        assertRefused(GroupRefusal.RULE_SAYS_NOTHING, new GroupRule(germany, " ", null, null, null));
        assertRefused(GroupRefusal.PREFIX_NOT_DIGITS, ofPrefix(germany, "49x"));
        assertRefused(GroupRefusal.COUNTRY_UNKNOWN, ofCountry(germany, "XX"));

        assertThat(rules.set(tree.o.admin(), null, List.of(ofPrefix(germany, "+49 (30)"))))
                .containsExactly(ofPrefix(germany, "4930"));
    }

    @Test
    void whoeverChangesRulesSawThem() {
        var seen = rules.set(tree.o.admin(), List.of(), List.of(ofCountry(germany, "DE")));
        rules.set(tree.o.admin(), seen, List.of());

        assertThatThrownBy(() -> rules.set(tree.o.admin(), seen, List.of(ofCountry(germany, "AT"))))
                .isInstanceOf(ChangedMeanwhileException.class);
        assertThat(rules.list(tree.o.admin())).isEmpty();
    }

    @Test
    void rulesAreTheirTenantsAlone() {
        rules.set(tree.o.admin(), null, List.of(ofCountry(germany, "DE")));
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);

        for (var other : List.of(tree.a, tree.b, tree.a1, tree.ca, tree.p)) {
            assertThat(rules.list(other.admin())).isEmpty();
            assertThatThrownBy(() -> rules.set(other.admin(), null, List.of(ofCountry(germany, "DE"))))
                    .isInstanceOf(NotThereException.class);
            assertThat(rules.apply(other.admin(), true)).isZero();
        }
        assertThat(groupOf(numbers.getFirst())).isNull();
        assertThatThrownBy(() -> rules.set(tree.o.viewer(), null, List.of())).isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> rules.apply(tree.o.viewer(), false)).isInstanceOf(RightMissingException.class);
        assertThat(rules.list(tree.o.viewer())).hasSize(1);
    }

    @Test
    void aGroupThatGoesTakesItsRulesAlong() {
        rules.set(
                tree.o.admin(),
                null,
                List.of(ofCountry(germany, "DE"), new GroupRule(tollFree, null, null, null, NumberClass.GOLD)));

        groups.delete(tree.o.admin(), germany);

        assertThat(rules.list(tree.o.admin())).extracting(GroupRule::groupId).containsExactly(tollFree);
    }

    private @Nullable Object groupOf(String number) {
        return tree.holding(tree.o, number).get("group_id");
    }

    private void assertRefused(GroupRefusal reason, GroupRule rule) {
        assertThatThrownBy(() -> rules.set(tree.o.admin(), null, List.of(rule)))
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::reason)
                .isEqualTo(reason);
    }

    private static GroupRule ofCountry(int group, String country) {
        return new GroupRule(group, null, country, null, null);
    }

    private static GroupRule ofPrefix(int group, String prefix) {
        return new GroupRule(group, prefix, null, null, null);
    }

    private static GroupRule ofType(int group, NumberType type) {
        return new GroupRule(group, null, null, type, null);
    }
}
