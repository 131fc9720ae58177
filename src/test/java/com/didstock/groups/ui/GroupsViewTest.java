package com.didstock.groups.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.groups.DidGroups;
import com.didstock.groups.GroupRule;
import com.didstock.groups.GroupRules;
import com.didstock.numbering.NumberClass;
import com.didstock.testing.ScreenTest;
import com.didstock.ui.EmptyState;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class GroupsViewTest extends ScreenTest {

    @Autowired
    DidGroups groups;

    @Autowired
    GroupRules rules;

    @Test
    void aTenantWithoutGroupsIsToldWhatTheyAreFor() {
        navigate(GroupsView.class);

        assertThat(find(EmptyState.class).all()).hasSize(2);
        assertThat(text()).contains("your own label for numbers").doesNotContain("!groups");
    }

    @Test
    void aGroupIsCreatedRenamedAndDeleted() {
        navigate(GroupsView.class);
        test(button("New group")).click();
        name().setValue("Gold");
        test(button("Save")).click();
        assertThat(names()).containsExactly("Gold");

        choose(0, "Edit group");
        name().setValue("Platinum");
        test(button("Save")).click();
        assertThat(names()).containsExactly("Platinum");

        choose(0, "Delete group");
        test(find(ConfirmDialog.class).first()).confirm();
        assertThat(names()).isEmpty();
        assertThat(groups.list(tree.a.admin(), "")).isEmpty();
    }

    @Test
    void aNameThatIsTakenIsRefusedInTheForm() {
        groups.create(tree.a.admin(), "Gold", "");
        navigate(GroupsView.class);
        test(button("New group")).click();
        name().setValue("gold");
        test(button("Save")).click();

        assertThat(texts(find(FormDialog.class).first()))
                .anyMatch(text -> text.contains("You have another DID group of this name."));
        assertThat(names()).containsExactly("Gold");
    }

    @Test
    void aGroupIsMergedIntoAnother() {
        groups.create(tree.a.admin(), "Gold", "");
        var silver = groups.create(tree.a.admin(), "Silver", "");
        navigate(GroupsView.class);

        choose(0, "Merge into another group");
        select("Into this group", silver);
        test(button("Merge")).click();

        assertThat(names()).containsExactly("Silver");
    }

    @Test
    void rulesAreAddedReorderedAppliedAndDeleted() {
        var gold = groups.create(tree.a.admin(), "Gold", "");
        tree.give(tree.o, tree.a, tree.load(tree.o, 2));
        navigate(GroupsView.class);

        test(button("Add rule")).click();
        select("Goes into group", gold);
        test(button("Save")).click();
        assertThat(texts(find(FormDialog.class).first())).anyMatch(text -> text.contains("at least a prefix"));
        select("Country", "DE");
        test(button("Save")).click();
        test(button("Add rule")).click();
        select("Goes into group", gold);
        select("Number class", NumberClass.GOLD);
        test(button("Save")).click();
        ofRule(1, "Move rule 2 up").click();
        assertThat(rules.list(tree.a.admin()))
                .containsExactly(
                        new GroupRule(gold.id(), null, null, null, NumberClass.GOLD),
                        new GroupRule(gold.id(), null, "DE", null, null));

        test(button("Apply to my numbers")).click();
        assertThat(texts(find(FormDialog.class).first())).anyMatch(text -> text.contains("puts 2 numbers"));
        test(button("Apply to my numbers")).click();
        assertThat(groups.list(tree.a.admin(), "").getFirst().numbers().total()).isEqualTo(2);

        ofRule(0, "Delete rule 1").click();
        assertThat(rules.list(tree.a.admin())).hasSize(1);
    }

    /** {@return a button at the end of a line of the rules} */
    private Button ofRule(int line, String label) {
        Grid<?> grid = find(Grid.class).all().getLast();
        return test(grid)
                .getCellComponent(line, 6)
                .getChildren()
                .map(Button.class::cast)
                .filter(it -> it.getAriaLabel().filter(label::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private <T> void select(String label, T value) {
        ((ComboBox<T>) find(ComboBox.class).all().stream()
                        .filter(it -> label.equals(it.getLabel()))
                        .findFirst()
                        .orElseThrow())
                .setValue(value);
    }

    @Test
    void othersGroupsDoNotAppear() {
        groups.create(tree.o.admin(), "The operator's", "");
        groups.create(tree.b.admin(), "The sibling's", "");
        groups.create(tree.ca.admin(), "The customer's", "");

        navigate(GroupsView.class);

        assertThat(names()).isEmpty();
    }

    @Test
    void whoeverMayOnlyLookSeesNoWayToChangeAnything() {
        groups.create(tree.a.admin(), "Gold", "");
        signIn(tree.a.viewer());
        navigate(GroupsView.class);

        assertThat(names()).containsExactly("Gold");
        assertThat(find(Button.class).all()).extracting(Button::getText).doesNotContain("New group");
        assertThat(actions(0)).containsExactly("Show its numbers");
    }

    private TextField name() {
        return find(TextField.class).all().stream()
                .filter(it -> "Name".equals(it.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    /** An empty list hides its grid. */
    private List<String> names() {
        if (!find(Grid.class).exists()) {
            return List.of();
        }
        Grid<?> grid = find(Grid.class).first();
        return IntStream.range(0, test(grid).size())
                .mapToObj(line -> test(grid).getCellText(line, 0))
                .toList();
    }
}
