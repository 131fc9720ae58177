package com.didstock.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.history.ActivityLog;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.PageRequest;
import com.didstock.numbering.NumberClass;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Whoever loaded numbers says their class in one operation, for everybody who holds them. */
@SpringBootTest
class ClassificationTest {

    @Autowired
    Assignments assignments;

    @Autowired
    NumberInventory inventory;

    @Autowired
    ActivityLog activity;

    TestTree tree;
    List<String> stock;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        stock = tree.load(tree.o, 4);
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void changesTheWholeChainAndEachLevelFindsItByItsNewClass() {
        tree.give(tree.o, tree.a, stock.subList(0, 2));
        tree.give(tree.a, tree.ca, stock.subList(0, 1));

        var result = apply(tree.o.admin(), request("GOLD", stock.subList(0, 3)));

        assertThat(result.numbers()).isEqualTo(stock.subList(0, 3));
        assertThat(result.targetName()).isEqualTo("GOLD");
        assertThat(found(tree.o, NumberClass.GOLD)).isEqualTo(stock.subList(0, 3));
        assertThat(found(tree.o, NumberClass.STANDARD)).isEqualTo(stock.subList(3, 4));
        assertThat(found(tree.a, NumberClass.GOLD)).isEqualTo(stock.subList(0, 2));
        assertThat(found(tree.ca, NumberClass.GOLD)).isEqualTo(stock.subList(0, 1));
        assertThat(found(tree.b, NumberClass.GOLD)).isEmpty();
        assertThat(activity.operations(tree.ca.admin())).contains("CLASSIFY_AS_GOLD");
        assertThat(activity.operations(tree.b.admin())).doesNotContain("CLASSIFY_AS_GOLD");
    }

    @Test
    void thePreviewPassesOverWhatHasTheClassAndChangesNothing() {
        apply(tree.o.admin(), request("GOLD", stock.subList(0, 1)));

        var preview = assignments.preview(tree.o.admin(), request("GOLD", stock));

        assertThat(preview.wouldChange()).isEqualTo(3);
        assertThat(preview.skipped())
                .containsExactly(new Preview.Skipped(Refusal.ALREADY_DONE, 1, stock.subList(0, 1)));
        assertThat(found(tree.o, NumberClass.GOLD)).hasSize(1);
    }

    @Test
    void whoeverDidNotLoadThemChangesNothingAndIsNotOfferedIt() {
        tree.give(tree.o, tree.a, stock.subList(0, 2));
        tree.give(tree.a, tree.ca, stock.subList(0, 1));

        var preview = assignments.preview(tree.a.admin(), request("GOLD", stock));

        assertThat(preview.wouldChange()).isZero();
        assertThat(preview.skipped())
                .containsExactlyInAnyOrder(
                        new Preview.Skipped(Refusal.CLASSED_BY_LOADER, 2, stock.subList(0, 2)),
                        new Preview.Skipped(Refusal.NOT_THERE, 2, stock.subList(2, 4)));
        assertThat(assignments.offered(tree.o.admin())).contains(OperationKind.SET_CLASS);
        for (var other : List.of(tree.a.admin(), tree.ca.admin(), tree.o.viewer())) {
            assertThat(assignments.offered(other)).doesNotContain(OperationKind.SET_CLASS);
        }
        assertThatThrownBy(() -> assignments.preview(tree.ca.admin(), request("GOLD", stock)))
                .isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> assignments.preview(tree.o.viewer(), request("GOLD", stock)))
                .isInstanceOf(RightMissingException.class);
    }

    @Test
    void aResellerThatBuysForItselfClassifiesItsOwnAndTheOperatorDoesNot() {
        var own = tree.load(tree.b, 2);

        assertThat(apply(tree.b.admin(), request("SILVER", own)).numbers()).isEqualTo(own);
        assertThat(apply(tree.o.admin(), request("GOLD", own)).numbers()).isEmpty();
        assertThat(found(tree.b, NumberClass.SILVER)).isEqualTo(own);
    }

    @Test
    void aClassThatIsNoneIsRefused() {
        assertThatThrownBy(() -> assignments.preview(tree.o.admin(), request("PLATINUM", stock)))
                .isInstanceOfSatisfying(
                        OperationRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.CLASS_MISSING));
    }

    private OperationResult apply(Actor actor, OperationRequest request) {
        return assignments.apply(actor, assignments.preview(actor, request).id());
    }

    private static OperationRequest request(String grade, List<String> numbers) {
        return new OperationRequest(
                OperationKind.SET_CLASS,
                null,
                grade,
                InventoryFilter.EVERYTHING,
                new ApplyTo.Selected(numbers),
                Choices.NONE);
    }

    private List<String> found(Member member, NumberClass grade) {
        return inventory
                .page(member.admin(), InventoryFilter.EVERYTHING.withNumberClass(grade), PageRequest.FIRST)
                .rows()
                .stream()
                .map(row -> row.number())
                .toList();
    }
}
