package com.didstock.oversight.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.oversight.NumberChains;
import com.didstock.testing.ScreenTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TenantsViewTest extends ScreenTest {

    @Autowired
    NumberChains chains;

    @Test
    void theWholeTreeIsListedAndSearched() {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.a1, numbers.subList(0, 2));
        signIn(tree.o.admin());
        navigate(TenantsView.class);

        assertThat(names()).containsExactly("A", "A1", "CA1", "CA", "B", "CB");
        Grid<?> grid = find(Grid.class).first();
        assertThat(IntStream.range(3, 7).mapToObj(cell -> test(grid).getCellText(1, cell)))
                .containsExactly("2", "0", "2", "—");

        test(find(TextField.class).first()).setValue("ca");
        assertThat(names()).containsExactly("CA1", "CA");
        assertThat(text()).contains("2 tenants").doesNotContain("!oversight");
    }

    @Test
    void whoHoldsANumberIsShownForAReasonAndRecorded() {
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers);
        signIn(tree.o.admin());
        UI.getCurrent().navigate("tenants", QueryParameters.of("number", numbers.getFirst()));
        roundTrip();

        test(button("Look it up")).click();
        assertThat(dialog()).contains("Say why you look it up");
        find(TextField.class).all().stream()
                .filter(field -> "Reason".equals(field.getLabel()))
                .forEach(field -> field.setValue("Emergency call"));
        test(button("Look it up")).click();

        assertThat(dialog())
                .contains("Held by", "O", "A", "CA", "Customer: free")
                .doesNotContain("!oversight");
        assertThat(chains.looks(tree.o.admin())).hasSize(1);
    }

    @Test
    void whoMayOnlyLookAtTheTreeIsNotOfferedTheChains() {
        signIn(tree.o.viewer());
        navigate(TenantsView.class);

        assertThat(names()).hasSize(6);
        assertThat(find(Button.class).all()).extracting(Button::getText).doesNotContain("Who holds a number?");
    }

    @Test
    void forAResellerTheScreenIsNotThere() {
        assertThatThrownBy(() -> navigate(TenantsView.class)).isInstanceOf(Throwable.class);
        assertThat(find(Grid.class).all()).isEmpty();
    }

    private List<String> names() {
        Grid<?> grid = find(Grid.class).first();
        return IntStream.range(0, test(grid).size())
                .mapToObj(row -> (Component) test(grid).getCellComponent(row, 0))
                .map(cell ->
                        texts(cell).filter(text -> !text.isEmpty()).findFirst().orElseThrow())
                .toList();
    }

    private String dialog() {
        return String.join("\n", texts(find(Dialog.class).first()).toList());
    }
}
