package com.didstock.pricing.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.pricing.PricingBatches;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestTree;
import com.didstock.ui.EmptyState;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PricingViewTest extends ScreenTest {

    @Autowired
    PricingBatches batches;

    @Test
    void listsTheBatchesAndFindsThemByName() {
        navigate(PricingView.class);
        assertThat(names()).containsExactly("Retail", "Wholesale");
        assertThat(text()).doesNotContain("!pricing");

        search("whole");
        assertThat(names()).containsExactly("Wholesale");

        search("nowhere");
        assertThat(find(EmptyState.class).all()).hasSize(1);
    }

    @Test
    void aBatchIsCreatedWithAnExampleOfItsPrice() {
        navigate(PricingView.class);
        test(button("New pricing batch")).click();
        field("Name").setValue("Hotels");
        amount("Additional recurring fee").setValue(new BigDecimal("0.45"));
        amount("Markup %").setValue(new BigDecimal("50"));
        roundTrip();

        assertThat(example()).contains("€1.95");
        test(button("Save")).click();

        assertThat(find(FormDialog.class).all()).isEmpty();
        assertThat(names()).containsExactly("Hotels", "Retail", "Wholesale");
        assertThat(batches.findByName(tree.a.admin(), "hotels")
                        .orElseThrow()
                        .terms()
                        .recurringFee())
                .isEqualByComparingTo("0.45");
    }

    @Test
    void whatCantBeSavedIsSaidInTheFormWhichStays() {
        navigate(PricingView.class);
        test(button("New pricing batch")).click();
        test(button("Save")).click();
        assertThat(find(FormDialog.class).all()).hasSize(1);

        field("Name").setValue("RETAIL");
        test(button("Save")).click();

        assertThat(find(FormDialog.class).all()).hasSize(1);
        assertThat(dialogText()).contains("You have another pricing batch of this name.");
        assertThat(names()).containsExactly("Retail", "Wholesale");
    }

    @Test
    void aBatchChangedBySomebodyElseIsNotOverwritten() {
        navigate(PricingView.class);
        choose(0, "Edit pricing batch");
        var retail = batches.find(tree.a.admin(), tree.retail(tree.a));
        batches.update(tree.a.admin(), retail.id(), retail.version(), retail.terms());
        amount("Additional recurring fee").setValue(new BigDecimal("99"));
        test(button("Save")).click();

        assertThat(dialogText()).contains("Somebody changed this batch meanwhile");
        assertThat(batches.find(tree.a.admin(), retail.id()).terms().recurringFee())
                .isEqualByComparingTo("0.50");
    }

    @Test
    void savingAnotherPriceOffersToRepriceTheNumbersGivenOutAndLeavesThemAloneOtherwise() {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.put(tree.a, tree.retail(tree.a), numbers);
        tree.give(tree.a, tree.ca, numbers);
        navigate(PricingView.class);
        choose(0, "Edit pricing batch");
        amount("Additional recurring fee").setValue(new BigDecimal("1.50"));
        test(button("Save")).click();

        var asked = find(ConfirmDialog.class).single();
        assertThat(test(asked).getText()).contains("keep their price until");
        test(asked).cancel();
        assertThat(announced(numbers)).isZero();

        choose(0, "Edit pricing batch");
        amount("Additional recurring fee").setValue(new BigDecimal("1.75"));
        test(button("Save")).click();
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(announced(numbers)).isEqualTo(2);
    }

    @Test
    void savingADescriptionOffersNothing() {
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);
        tree.put(tree.a, tree.retail(tree.a), numbers);
        tree.give(tree.a, tree.ca, numbers);
        navigate(PricingView.class);
        choose(0, "Edit pricing batch");
        test(button("Save")).click();

        assertThat(find(ConfirmDialog.class).all()).isEmpty();
    }

    private int announced(List<String> numbers) {
        return tree.read(
                tree.ca,
                ctx -> ctx.sql()
                        .fetch("select * from announced_prices(?::text[])", (Object) TestTree.array(numbers))
                        .size());
    }

    @Test
    void aBatchInUseIsNotDeletedAndTheReasonIsSaid() {
        navigate(PricingView.class);
        choose(1, "Delete pricing batch");
        test(find(ConfirmDialog.class).first()).confirm();

        assertThat(find(Notification.class).all().stream().flatMap(ScreenTest::texts))
                .anyMatch(text -> text.contains("This batch is assigned to A1."));
        assertThat(names()).contains("Wholesale");
    }

    @Test
    void aCopyAppearsInTheListAndCanBeDeleted() {
        navigate(PricingView.class);
        choose(0, "Duplicate");
        assertThat(names()).containsExactly("Retail", "Retail (copy)", "Wholesale");

        choose(1, "Delete pricing batch");
        test(find(ConfirmDialog.class).first()).confirm();
        assertThat(names()).containsExactly("Retail", "Wholesale");
    }

    @Test
    void whoeverMayOnlyLookSeesNoWayToChangeAnything() {
        signIn(tree.a.viewer());
        navigate(PricingView.class);

        assertThat(names()).containsExactly("Retail", "Wholesale");
        assertThat(find(com.vaadin.flow.component.button.Button.class).all())
                .extracting(com.vaadin.flow.component.button.Button::getText)
                .doesNotContain("New pricing batch");
        assertThat(actions(0)).containsExactly("Show its numbers", "Change log");
    }

    @Test
    void aCustomerHasNoSuchScreen() {
        signIn(tree.ca.admin());
        try {
            UI.getCurrent().navigate("pricing");
        } catch (RuntimeException _) {
            // refused by an exception: as good as an error page
        }

        assertThat(getCurrentView()).isNotInstanceOf(PricingView.class);
    }

    @Test
    void theCalculatorSaysWhatACostIsOfferedAtInEachBatch() {
        navigate(PricingView.class);
        test(button("Price calculator")).click();
        assertThat(dialogRow(0, 5)).containsExactly("Retail", "€1.50", "€1.50", "€0.50", "€0.20");

        amount("Recurring cost a month").setValue(new BigDecimal("2.345"));
        assertThat(dialogRow(0, 5)).startsWith("Retail", "€2.845", "€2.85");

        amount("Recurring cost a month").setValue(new BigDecimal("-1"));
        assertThat(amount("Recurring cost a month").isInvalid()).isTrue();
        assertThat(test(dialogGrid()).size()).isZero();
    }

    @Test
    void theChangeLogSaysWhoChangedWhatFromWhatToWhat() {
        navigate(PricingView.class);
        choose(0, "Edit pricing batch");
        amount("Additional recurring fee").setValue(new BigDecimal("0.75"));
        test(button("Save")).click();

        choose(0, "Change log");

        assertThat(dialogRow(0, 5).subList(2, 5)).containsExactly("Additional recurring fee", "0.5", "0.75");
        assertThat(dialogRow(0, 5).get(1)).isNotBlank().isNotEqualTo("—");
    }

    private Grid<?> dialogGrid() {
        var grids = find(Grid.class).all();
        return grids.getLast();
    }

    private List<String> dialogRow(int row, int columns) {
        return IntStream.range(0, columns)
                .mapToObj(column -> test(dialogGrid()).getCellText(row, column))
                .toList();
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

    private void search(String text) {
        find(TextField.class).first().setValue(text);
        roundTrip();
    }

    private TextField field(String label) {
        return find(TextField.class).all().stream()
                .filter(it -> label.equals(it.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private BigDecimalField amount(String label) {
        return find(BigDecimalField.class).all().stream()
                .filter(it -> label.equals(it.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private String example() {
        return find(Div.class).all().stream()
                .filter(it -> it.hasClassName("note"))
                .map(Div::getText)
                .findFirst()
                .orElse("");
    }

    private String dialogText() {
        return String.join("\n", texts(find(FormDialog.class).first()).toList());
    }
}
