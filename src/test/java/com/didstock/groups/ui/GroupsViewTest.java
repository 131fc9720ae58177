package com.didstock.groups.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.groups.DidGroups;
import com.didstock.testing.ScreenTest;
import com.didstock.ui.EmptyState;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.button.Button;
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

    @Test
    void aTenantWithoutGroupsIsToldWhatTheyAreFor() {
        navigate(GroupsView.class);

        assertThat(find(EmptyState.class).all()).hasSize(1);
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
