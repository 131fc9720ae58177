package com.didstock.customers.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.assignment.Plan;
import com.didstock.assignment.Plans;
import com.didstock.conditions.ui.ConditionChips;
import com.didstock.conditions.ui.ConditionDialog;
import com.didstock.inventory.Named;
import com.didstock.pricing.AssignedBatches;
import com.didstock.pricing.BatchAssignment;
import com.didstock.pricing.Coverage;
import com.didstock.tenancy.ChildTenants;
import com.didstock.tenancy.TenantStatus;
import com.didstock.tenancy.TenantUsers;
import com.didstock.testing.ScreenTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CustomersViewTest extends ScreenTest {

    @Autowired
    Plans plans;

    @Autowired
    ChildTenants children;

    @Autowired
    TenantUsers users;

    @Autowired
    AssignedBatches assigned;

    @Autowired
    RatesDialog.Desk rates;

    @Test
    void theDirectChildrenAreListedWithWhatTheyHoldAndWhatItEarns() {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers);
        tree.setInUse(tree.ca, numbers.subList(0, 1), true);
        navigate(CustomersView.class);

        assertThat(column(0)).containsExactly("A1", "CA");
        Grid<?> grid = find(Grid.class).first();
        assertThat(IntStream.range(3, 6).mapToObj(cell -> test(grid).getCellText(1, cell)))
                .containsExactly("2", "1", "1");
    }

    @Test
    void whatAChildPaysIsOfferedAsThreeFiles() {
        var child = children.list(tree.a.admin(), "").stream()
                .filter(row -> row.child().id() == tree.ca.id())
                .findFirst()
                .orElseThrow();

        var dialog = new RatesDialog(tree.a.admin(), rates, child.child());
        dialog.open();

        assertThat(dialog.getHeaderTitle()).isEqualTo("What CA pays");
        assertThat(texts(dialog).toList()).contains("Rate sheet (CSV)", "Rate sheet (Excel)", "Rate sheet (PDF)");
    }

    @Test
    void belowTheChildrenListedStandsTheirSum() {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 2));
        tree.give(tree.a, tree.a1, numbers.subList(2, 3));
        navigate(CustomersView.class);
        assertThat(footers()).startsWith("Total", "3", "0", "3").contains("€7.50", "€9.00", "€1.50");

        test(find(TextField.class).first()).setValue("ca");
        assertThat(footers()).startsWith("Total", "2", "0", "2").contains("€5.00", "€6.00", "€1.00");
    }

    @Test
    void aConditionInTheAddressNarrowsTheListAndItsChipCanBeTakenAway() {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 2));
        tree.give(tree.a, tree.a1, numbers.subList(2, 3));
        UI.getCurrent()
                .navigate(
                        CustomersView.class,
                        QueryParameters.simple(
                                Map.of("filter", "{\"field\":\"numbers\",\"operator\":\"GREATER\",\"value\":\"1\"}")));

        assertThat(column(0)).containsExactly("CA");
        assertThat(footers()).startsWith("Total", "2");
        test(find(TextField.class).first()).setValue("nobody");
        assertThat(text()).contains("Nobody fits").doesNotContain("No customers yet");
        test(find(TextField.class).first()).setValue("");
        var remove = find(NativeButton.class)
                .from(find(ConditionChips.class).first())
                .withCondition(button -> button.getText().equals("×"))
                .first();
        assertThat(remove.getElement().getAttribute("aria-label"))
                .contains("Numbers")
                .contains("1");
        test(remove).click();
        assertThat(column(0)).containsExactly("A1", "CA");
    }

    @Test
    void theBuilderTellsHowManyItFindsAndSearchesThem() {
        navigate(CustomersView.class);
        test(find(Button.class).withText("Advanced").first()).click();
        var dialog = find(ConditionDialog.class).first();
        assertThat(find(Span.class)
                        .from(dialog)
                        .withCondition(span -> span.hasClassName("condition-found"))
                        .first()
                        .getText())
                .isEqualTo("2 found");
    }

    @Test
    void aConditionThatAsksForWhatSomebodyMayNotSeeIsLeftOut() {
        UI.getCurrent()
                .navigate(
                        CustomersView.class,
                        QueryParameters.simple(
                                Map.of("filter", "{\"field\":\"password\",\"operator\":\"IS\",\"value\":\"x\"}")));
        assertThat(column(0)).containsExactly("A1", "CA");
    }

    private List<String> footers() {
        Grid<?> grid = find(Grid.class).first();
        return grid.getColumns().stream()
                .map(Grid.Column::getFooterText)
                .filter(text -> text != null && !text.isEmpty())
                .toList();
    }

    @Test
    void aChildIsSuspendedAfterAskingAndReactivatedAtOnce() {
        navigate(CustomersView.class);

        choose(1, "Suspend");
        test(find(ConfirmDialog.class).first()).confirm();
        assertThat(children.find(tree.a.admin(), tree.ca.id()).status()).isEqualTo(TenantStatus.SUSPENDED);

        choose(1, "Reactivate");
        assertThat(children.find(tree.a.admin(), tree.ca.id()).status()).isEqualTo(TenantStatus.ACTIVE);
    }

    @Test
    void aChildThatHoldsNumbersIsNotClosedAndTheWayToItsNumbersIsOffered() {
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers);
        navigate(CustomersView.class);

        choose(1, "Close");
        var question = find(ConfirmDialog.class).first();
        assertThat(question.getElement().getProperty("message")).startsWith("CA still holds a number.");
        test(question).confirm();

        assertThat(address()).isEqualTo("inventory?with=" + tree.ca.id());
        assertThat(children.find(tree.a.admin(), tree.ca.id()).status()).isEqualTo(TenantStatus.ACTIVE);
    }

    @Test
    void theLimitsAreShownAndChanged() {
        navigate(CustomersView.class);
        choose(1, "Edit");
        find(IntegerField.class).all().stream()
                .filter(field -> "Most reservations".equals(field.getLabel()))
                .findFirst()
                .orElseThrow()
                .setValue(7);
        test(button("Save")).click();

        assertThat(children.find(tree.a.admin(), tree.ca.id()).terms().maxReservations())
                .isEqualTo(7);
    }

    @Test
    void somebodyIsAddedWhoCanLogIn() {
        navigate(CustomersView.class);
        choose(1, "Users");
        test(button("Add user")).click();
        field("User name").setValue("view-user-" + tree.ca.id());
        field("Name").setValue("Ann");
        find(PasswordField.class).first().setValue("correct horse battery");
        test(button("Add user")).click();

        assertThat(users.list(tree.a.admin(), tree.ca.id()))
                .anyMatch(user -> user.login().equals("view-user-" + tree.ca.id()) && user.active());
    }

    @Test
    void theCustomersOfAResellerAreMovedAfterSeeingWhatWouldHappen() {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.a1, numbers);
        tree.give(tree.a1, tree.ca1, numbers);
        tree.setInUse(tree.ca1, numbers.subList(0, 1), true);
        navigate(CustomersView.class);

        choose(0, "Move its customers");
        assertThat(find(ComboBox.class).all().stream().map(ComboBox::getLabel)).contains("Who moves", "Below whom");
        choice("Below whom").setValue(new Named(0, "Directly below you"));
        test(button("See what would happen")).click();
        var asked = find(ConfirmDialog.class).first();
        assertThat(asked.getElement().getProperty("message"))
                .contains("One customer or reseller moves", "2 numbers, 1 of them in use");
        test(asked).confirm();

        assertThat(tree.status(tree.ca1, numbers.getFirst())).isEqualTo("IN_USE");
        assertThat(tree.status(tree.a1, numbers.getFirst())).isEqualTo("ABSENT");
        assertThat(column(0)).containsExactly("A1", "CA", "CA1");
    }

    @Test
    void aMoveOnALaterDayIsPlannedAndNobodyMovesYet() {
        navigate(CustomersView.class);

        choose(0, "Move its customers");
        choice("Below whom").setValue(new Named(0, "Directly below you"));
        find(DatePicker.class).single().setValue(LocalDate.now(ZoneOffset.UTC).plusDays(3));
        test(button("See what would happen")).click();
        var asked = find(ConfirmDialog.class).first();
        assertThat(asked.getElement().getProperty("message")).contains("They move when", "can be cancelled");
        test(asked).confirm();

        assertThat(column(0)).containsExactly("A1", "CA");
        assertThat(plans.list(tree.a.admin())).singleElement().satisfies(plan -> {
            assertThat(plan.operation()).isEqualTo(Plan.MOVE);
            assertThat(plan.state()).isEqualTo(Plan.State.PLANNED);
        });
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Named> choice(String label) {
        return find(ComboBox.class).all().stream()
                .filter(box -> label.equals(box.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatABatchCoversIsChangedAndKept() {
        var batch = tree.retail(tree.a);
        assigned.set(tree.a.admin(), tree.ca.id(), List.of(new BatchAssignment(batch, Coverage.ALL)));
        navigate(CustomersView.class);

        choose(1, "Assigned pricing batches");
        @SuppressWarnings("unchecked")
        MultiSelectComboBox<String> countries =
                find(MultiSelectComboBox.class).all().getFirst();
        countries.setValue(Set.of("DE", "AT"));
        test(button("Save")).click();

        assertThat(assigned.list(tree.a.admin(), tree.ca.id()))
                .singleElement()
                .satisfies(it -> assertThat(it.coverage().countries()).containsExactlyInAnyOrder("DE", "AT"));
    }

    @Test
    void anotherTenantSeesItsOwnOnly() {
        signIn(tree.b.admin());
        navigate(CustomersView.class);

        assertThat(column(0)).containsExactly("CB");
    }

    private TextField field(String label) {
        return find(TextField.class).all().stream()
                .filter(it -> label.equals(it.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> column(int column) {
        Grid<?> grid = find(Grid.class).first();
        return IntStream.range(0, test(grid).size())
                .mapToObj(line -> test(grid).getCellText(line, column))
                .toList();
    }
}
