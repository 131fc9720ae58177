package com.didstock.history.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.assignment.ApplyTo;
import com.didstock.assignment.Assignments;
import com.didstock.assignment.Choices;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRequest;
import com.didstock.assignment.Plan;
import com.didstock.assignment.Plans;
import com.didstock.history.TakenFile;
import com.didstock.inventory.InventoryFilter;
import com.didstock.testing.ScreenTest;
import com.didstock.ui.EmptyState;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ActivityViewTest extends ScreenTest {

    @Autowired
    Assignments assignments;

    @Autowired
    Plans plans;

    @Test
    void listsWhatWasDoneToTheOwnNumbersAndByWhom() {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        tree.put(tree.a, tree.retail(tree.a), numbers.subList(0, 2));

        navigate(ActivityView.class);

        assertThat(column(1)).containsExactly("Assigned to pricing batch", "Assigned to customer / reseller");
        assertThat(column(2)).containsExactly("2", "3");
        assertThat(column(5).getLast()).isEqualTo("your provider");
        assertThat(text()).doesNotContain("!activity");
    }

    @Test
    void aFileThatWasTakenLeadsToTheSearchThatFoundItsRows() {
        var transactions = tree.transactions();
        new TakenFile(TakenFile.What.NUMBERS, "XLSX", 3, "status=FREE&country=DE")
                .record(transactions, tree.a.viewer());
        new TakenFile(TakenFile.What.NUMBERS, "CSV", 7, "").record(transactions, tree.a.admin());
        new TakenFile(TakenFile.What.CHARGES, "CSV", 5, null).record(transactions, tree.a.admin());
        new TakenFile(TakenFile.What.NUMBERS, "CSV", 5, null).record(transactions, tree.b.admin());

        navigate(ActivityView.class);

        assertThat(column(1))
                .containsExactlyInAnyOrder("Downloaded charges", "Downloaded numbers", "Downloaded numbers");
        assertThat(column(2)).containsExactlyInAnyOrder("5", "7", "3");
        Grid<?> grid = find(Grid.class).first();
        var links = IntStream.range(0, 3)
                .mapToObj(row -> test(grid).getCellComponent(row, 4))
                .flatMap(Component::getChildren)
                .filter(Anchor.class::isInstance)
                .map(Anchor.class::cast)
                .filter(it -> it.getText().equals("What was searched"))
                .map(Anchor::getHref)
                .toList();
        assertThat(links).containsExactlyInAnyOrder("inventory?status=FREE&country=DE", "inventory?all=1");
        assertThat(text()).doesNotContain("!activity");
    }

    @Test
    void whatIsPlannedIsListedAndCancelledByWhoeverMayDoIt() {
        var other = tree.customer(tree.a, "Other");
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers);
        navigate(ActivityView.class);
        assertThat(text()).doesNotContain("Planned by");
        var id = assignments
                .perform(
                        tree.a.admin(),
                        new OperationRequest(
                                OperationKind.TRANSFER,
                                other.id(),
                                "",
                                InventoryFilter.EVERYTHING,
                                new ApplyTo.Selected(numbers),
                                Choices.NONE,
                                LocalDate.now(ZoneOffset.UTC).plusDays(5)),
                        "plan")
                .id();

        navigate(ActivityView.class);
        assertThat(column(1)).containsExactly("Transfer of numbers");
        assertThat(column(2)).containsExactly("2");
        assertThat(column(3)).containsExactly("Other");
        assertThat(column(5)).containsExactly("planned");
        Grid<?> grid = find(Grid.class).first();
        test((Button) test(grid).getCellComponent(0, 6)).click();
        test(find(ConfirmDialog.class).first()).confirm();

        assertThat(column(5).getFirst()).startsWith("cancelled by ");
        assertThat(plans.find(tree.a.admin(), id).orElseThrow().state()).isEqualTo(Plan.State.CANCELLED);
        assertThat(text()).doesNotContain("!activity");
    }

    @Test
    void findsByNumberAndByDay() {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.put(tree.a, tree.retail(tree.a), numbers.subList(0, 1));
        navigate(ActivityView.class);

        find(TextField.class).first().setValue("+" + numbers.getLast());
        assertThat(column(1)).containsExactly("Assigned to customer / reseller");

        find(TextField.class).first().clear();
        var days = find(DatePicker.class).all();
        days.getFirst().setValue(LocalDate.now(ZoneOffset.UTC).minusDays(1));
        assertThat(column(1)).hasSize(2);
        days.getLast().setValue(LocalDate.now(ZoneOffset.UTC).plusDays(1));
        assertThat(column(1)).hasSize(2);
        days.getFirst().setValue(LocalDate.now(ZoneOffset.UTC).plusDays(2));
        assertThat(find(EmptyState.class).all()).hasSize(1);
    }

    @Test
    void anOperationOfOnesOwnIsUndoneAfterAsking() {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.put(tree.a, tree.retail(tree.a), numbers);
        navigate(ActivityView.class);

        Grid<?> grid = find(Grid.class).first();
        assertThat(test(grid).getCellComponent(1, grid.getColumns().size() - 1)).isInstanceOf(Button.class);
        var actions = test(grid).getCellComponent(0, grid.getColumns().size() - 1);
        test((Button) actions.getChildren().toList().getLast()).click();
        var asked = find(ConfirmDialog.class).first();
        assertThat(asked.getElement().getProperty("message")).contains("2 numbers are put back as they were before");
        test(asked).confirm();

        assertThat(tree.holding(tree.a, numbers.getFirst()).get("pricing_batch_id"))
                .isNull();
        assertThat(column(1).getFirst()).isEqualTo("Undone");
    }

    @Test
    void showsTheNumbersOfAnOperationAndTheHistoryOfEach() {
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);
        navigate(ActivityView.class);

        Grid<?> grid = find(Grid.class).first();
        test((Button) test(grid).getCellComponent(0, grid.getColumns().size() - 1))
                .click();
        assertThat(find(Dialog.class).all()).hasSize(1);
        Grid<?> changed = find(Grid.class).all().getLast();
        assertThat(test(changed).size()).isEqualTo(1);
        test((Button) test(changed).getCellComponent(0, 0)).click();

        assertThat(find(Dialog.class).all()).hasSize(2);
        assertThat(texts(find(Dialog.class).all().getLast()))
                .anyMatch(text -> text.contains("Recurring cost: — → €2.50"))
                .noneMatch(text -> text.contains("!activity"));
    }

    private List<String> column(int column) {
        Grid<?> grid = find(Grid.class).first();
        return IntStream.range(0, test(grid).size())
                .mapToObj(line -> test(grid).getCellText(line, column))
                .toList();
    }
}
