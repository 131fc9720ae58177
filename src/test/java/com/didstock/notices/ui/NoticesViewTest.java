package com.didstock.notices.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.notices.Notices;
import com.didstock.testing.ScreenTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NoticesViewTest extends ScreenTest {

    @Autowired
    Notices notices;

    @Test
    void theBellCountsAndThePageTells() {
        var numbers = tree.load(tree.o, 214);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.a1, numbers.subList(0, 3));
        tree.release(tree.a1, numbers.subList(0, 3));
        signIn(tree.a.admin());
        UI.getCurrent().navigate("notices");

        assertThat(bell()).isEqualTo("Notices, 2 unread");
        assertThat(line(0)).isEqualTo("3 numbers came back to you from A1.");
        assertThat(line(1)).isEqualTo("Your provider gave you 214 numbers.");
        assertThat(text()).doesNotContain("!notices");

        test(button("Mark all as read")).click();
        assertThat(bell()).isEqualTo("Notices");
        assertThat(notices.unread(tree.a.admin())).isZero();
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatOneDoesNotWantToBeToldIsNotShown() {
        tree.give(tree.o, tree.a, tree.load(tree.o, 1));
        signIn(tree.a.admin());
        UI.getCurrent().navigate("notices");
        assertThat(bell()).isEqualTo("Notices, 1 unread");

        test(button("Choose notices")).click();
        find(CheckboxGroup.class).first().setValue(Set.of());
        test(button("Save")).click();

        assertThat(text()).contains("No notices");
        assertThat(bell()).isEqualTo("Notices");
        signIn(tree.b.admin());
        UI.getCurrent().navigate("notices");
        assertThat(text()).contains("No notices");
    }

    private String bell() {
        return find(Bell.class).first().getAriaLabel().orElseThrow();
    }

    private String line(int row) {
        Grid<?> grid = find(Grid.class).first();
        var cell = test(grid).getCellComponent(row, 0);
        return cell instanceof Span span
                ? span.getText()
                : ((Span) cell.getChildren().findFirst().orElseThrow()).getText();
    }
}
