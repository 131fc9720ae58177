package com.didstock.inventory.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.inventory.DidRow;
import com.didstock.testing.ScreenTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One number beside the list: its facts, what happened to it, the rows above and below. */
class NumberPanelTest extends ScreenTest {

    private List<String> numbers = List.of();

    @BeforeEach
    void stockUp() {
        numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));
    }

    private void look(int row) {
        test((NativeButton) test(grid()).getCellComponent(row, "number")).click();
    }

    @SuppressWarnings("unchecked")
    private Grid<DidRow> grid() {
        return find(Grid.class).single();
    }

    private String panel() {
        return find(Dialog.class).single().getElement().getTextRecursively();
    }

    private void press(String label) {
        test(find(Button.class)
                        .withCondition(it -> label.equals(it.getAriaLabel().orElse("")))
                        .single())
                .click();
    }

    @Test
    void thePanelTellsFactsAndWhatHappenedAsTheReaderHeldIt() {
        signIn(tree.a.admin());
        UI.getCurrent().navigate("inventory");
        look(0);

        assertThat(panel()).contains("CA", "€2.50", "History", "your provider").doesNotContain("€2.00");
        signIn(tree.ca.admin());
        UI.getCurrent().navigate("inventory");
        look(0);
        assertThat(panel()).contains("History", "your provider").doesNotContain("€2.50", "Retail");
    }

    @Test
    void theRowsAboveAndBelowAreOneStepAway() {
        signIn(tree.a.admin());
        UI.getCurrent().navigate("inventory");
        look(0);
        press("The number below");
        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo(NumberText.plain(numbers.get(1)));
        press("The number above");
        press("The number above");

        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo(NumberText.plain(numbers.get(0)));
    }

    @Test
    void aClerkSeesNoAmountAndALookerChangesNothing() {
        signIn(tree.clerk(tree.a));
        UI.getCurrent().navigate("inventory");
        look(0);
        assertThat(panel()).contains("History").doesNotContain("€", "EUR");
        signIn(tree.a.viewer());
        UI.getCurrent().navigate("inventory");
        look(0);
        assertThat(find(EditableText.class).all()).isEmpty();
    }

    @Test
    void onlyTheSelectedNumbersCanBeShown() {
        signIn(tree.a.admin());
        UI.getCurrent().navigate("inventory");
        test((Checkbox) test(grid()).getCellComponent(0, "tick")).click();
        test((Checkbox) test(grid()).getCellComponent(2, "tick")).click();
        test(button("Show only these")).click();

        assertThat(grid().getGenericDataView().getItems().map(DidRow::number))
                .containsExactly(numbers.get(0), numbers.get(2));
    }
}
