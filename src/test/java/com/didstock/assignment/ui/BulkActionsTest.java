package com.didstock.assignment.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.assignment.OperationKind;
import com.didstock.inventory.Choice;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.Named;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.PageRequest;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Doing things to many numbers on the inventory's screen: which, what, aiming at what, preview, apply, result. */
class BulkActionsTest extends ScreenTest {

    @Autowired
    NumberInventory inventory;

    List<String> stock;

    @BeforeEach
    void stockUp() {
        stock = tree.load(tree.o, 6);
    }

    @Test
    void previewAppliesOnlyWhenToldToAndShowsTheResult() {
        open(tree.o.admin());
        choose("All 6");
        operation(OperationKind.ASSIGN_TO_PRICING_BATCH);
        assertThat(preview().isEnabled()).as("no batch chosen yet").isFalse();
        target("Wholesale", tree.wholesale(tree.o));
        assertThat(preview().getText()).isEqualTo("Preview 6 numbers");

        test(preview()).click();

        assertThat(dialog()).contains("Assign to “Wholesale”", "Nothing has changed yet", "6");
        assertThat(inBatch(tree.wholesale(tree.o))).isEmpty();
        test(button("Assign 6 numbers")).click();
        assertThat(inBatch(tree.wholesale(tree.o))).isEqualTo(stock);
        assertThat(dialog()).contains("6 numbers are now in “Wholesale”.");
        test(button("Close")).click();
        assertThat(find(Dialog.class).all()).isEmpty();
    }

    @Test
    void cancellingThePreviewChangesNothing() {
        open(tree.o.admin());
        choose("All 6");
        operation(OperationKind.FREEZE);
        test(preview()).click();

        test(button("Cancel")).click();

        assertThat(inventory.get(tree.o.admin(), stock.get(0)).version()).isZero();
        assertThat(preview().isEnabled()).isTrue();
    }

    @Test
    void theFirstNTakesAsManyAsTyped() {
        open(tree.o.admin());
        test(find(IntegerField.class).withAriaLabel("How many of the first").single())
                .setValue(2);
        assertThat(chosen()).containsExactly("First");
        operation(OperationKind.FREEZE);
        test(preview()).click();
        test(button("Freeze 2 numbers")).click();

        assertThat(inventory.get(tree.o.admin(), stock.get(1)).status().name()).isEqualTo("FROZEN");
        assertThat(inventory.get(tree.o.admin(), stock.get(2)).status().name()).isEqualTo("FREE");
    }

    @Test
    void aTransferIsDoneTodayUnlessALaterDayIsChosenAndThenItIsPlanned() {
        tree.give(tree.o, tree.a, stock.subList(0, 2));
        open(tree.o.admin());
        choose("All 6");
        operation(OperationKind.TRANSFER);
        target("B", tree.b.id());
        var day = find(DatePicker.class).withClassName("operation-date").single();
        var today = LocalDate.now(ZoneOffset.UTC);
        assertThat(day.getValue()).isEqualTo(today);
        assertThat(day.getMin()).isEqualTo(today);
        assertThat(day.getMax()).isEqualTo(today.plusDays(366));
        test(preview()).click();
        assertThat(dialog()).doesNotContain("It will be done when");
        test(button("Cancel")).click();

        day.setValue(today.plusDays(7));
        test(preview()).click();
        assertThat(dialog()).contains("It will be done when");
        var plan = find(Button.class).all().stream()
                .filter(it -> it.getText().startsWith("Plan for "))
                .findFirst()
                .orElseThrow();
        test(plan).click();

        assertThat(dialog()).contains("Until that day begins it is listed under Activity");
        assertThat(numbers(tree.a)).hasSize(2);
        assertThat(numbers(tree.b)).isEmpty();
    }

    @Test
    void fewerThanAskedForIsSaid() {
        open(tree.o.admin());
        choose("First");
        operation(OperationKind.FREEZE);

        test(preview()).click();

        assertThat(dialog()).contains("There are fewer than you asked for: only 6.");
    }

    @Test
    void whatIsPassedOverIsShownWithItsReasonAndTheChoiceToTakeItToo() {
        tree.put(tree.o, tree.retail(tree.o), stock.subList(0, 2));
        tree.give(tree.o, tree.a, stock.subList(5, 6));
        open(tree.o.admin());
        choose("All 6");
        operation(OperationKind.ASSIGN_TO_PRICING_BATCH);
        target("Wholesale", tree.wholesale(tree.o));
        test(preview()).click();
        assertThat(dialog()).contains("already in another pricing batch");
        assertThat(find(Button.class).withText("Assign 3 numbers").single().isEnabled())
                .isTrue();

        test(button("Reassign these too")).click();

        assertThat(find(Dialog.class).all()).hasSize(1);
        test(button("Assign 5 numbers")).click();
        assertThat(inBatch(tree.wholesale(tree.o))).containsAll(stock.subList(0, 5));
    }

    @Test
    void aBatchForOthersIsRefusedUnlessPricedByTheAssignedOne() {
        tree.put(tree.o, tree.retail(tree.o), stock.subList(0, 1));
        open(tree.o.admin());
        tick(stock.get(0));
        operation(OperationKind.GIVE);
        target("A", tree.a.id());
        test(preview()).click();
        assertThat(dialog()).contains("their batch is for customers where this is a reseller");

        test(button("Price by the assigned batch")).click();
        test(button("Assign 1 number")).click();

        assertThat(numbers(tree.a)).containsExactly(stock.get(0));
    }

    @Test
    void whatWouldGoForLessThanItCostsIsSaidBeforeItDoes() {
        var dear = tree.load(tree.o, TestTree.freshNumbers(2), Facts.BERLIN.costing("1", "8.00"));
        var cheap = tree.batch(tree.o, "Cheap", "RESELLERS", "EUR");
        tree.run(
                tree.o,
                "TEST",
                context -> context.sql()
                        .query(
                                "update didstock.pricing_batch set markup_percent = -50 where operator_id = {0} and id = {1}",
                                DSL.val(tree.o.id()), DSL.val(cheap))
                        .execute());
        open(tree.o.admin());
        choose("All 8");
        operation(OperationKind.ASSIGN_TO_PRICING_BATCH);
        target("Cheap", cheap);
        test(preview()).click();
        // Half of the cost and 0.50: the others, too, go for less than they cost.
        assertThat(dialog()).contains("8 numbers would go for less a month than they cost you.");
        assertThat(button("Assign 8 numbers").isEnabled()).isFalse();
        test($(Checkbox.class).all().stream()
                        .filter(box -> "I mean it: below cost".equals(box.getLabel()))
                        .findFirst()
                        .orElseThrow())
                .click();
        test(button("Assign 8 numbers")).click();
        test(button("Close")).click();

        tick(dear.get(0));
        operation(OperationKind.GIVE);
        target("A", tree.a.id());
        test(preview()).click();
        assertThat(dialog()).contains("1 number would go for less a month than it costs you.");
    }

    @Test
    void numbersThatLeftAreNoLongerTicked() {
        tree.give(tree.o, tree.a, stock);
        open(tree.a.admin());
        tick(stock.get(0));
        tick(stock.get(1));
        operation(OperationKind.RELEASE_TO_POOL);
        test(preview()).click();
        assertThat(dialog()).contains("and you stop paying €5.00 a month");

        test(button("Release 2 numbers")).click();

        assertThat(numbers(tree.a)).isEqualTo(stock.subList(2, 6));
        assertThat(chosen()).isEmpty();
        assertThat(find(NativeButton.class).withText("0 selected").single().isEnabled())
                .isFalse();
    }

    @Test
    void aCustomerReturnsItsNumbers() {
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock.subList(0, 2));
        open(tree.ca.admin());
        choose("All 2");
        operation(OperationKind.RETURN);
        test(preview()).click();

        test(button("Return 2 numbers")).click();

        assertThat(numbers(tree.ca)).isEmpty();
        assertThat(text()).contains("No numbers yet");
    }

    @Test
    void moreThanOneTransactionTakesIsRefusedInASentence() {
        open(tree.o.admin());
        test(find(IntegerField.class).withAriaLabel("How many of the first").single())
                .setValue(10_000);
        assertThat(preview().getText()).isEqualTo("Preview the first 10,000 numbers");
        operation(OperationKind.SET_DESCRIPTION);
        test(find(TextField.class).withAriaLabel("New description").single()).setValue("hotline");
        test(preview()).click();
        test(button("Describe 6 numbers")).click();

        assertThat(inventory.get(tree.o.admin(), stock.get(5)).description()).isEqualTo("hotline");
    }

    @Test
    void numbersMoveToAnotherVendorBatchAtNewCostsAndTheDifferenceIsTold() {
        tree.give(tree.o, tree.a, stock.subList(0, 1));
        open(tree.o.admin());
        choose("All 6");
        operation(OperationKind.MOVE_TO_VENDOR_BATCH);
        target("Carrier numbers", tree.vendorBatch(tree.o));
        cost("New activation cost", "-1");
        assertThat(preview().isEnabled()).as("no cost").isFalse();
        cost("New activation cost", "0");
        cost("New recurring cost", "2.40");

        test(preview()).click();

        assertThat(dialog())
                .contains("Move to the vendor batch “Carrier numbers”", "+€2.40", "pays what it paid before");
        test(button("Move 6 numbers")).click();
        assertThat(tree.holding(tree.o, stock.getFirst()).get("recurring_cost", BigDecimal.class))
                .isEqualByComparingTo("2.40");
    }

    @Test
    void numbersAreSetFreeOfChargeAndThePreviewSaysFromWhen() {
        tree.give(tree.o, tree.a, stock.subList(0, 1));
        open(tree.o.admin());
        choose("All 6");
        operation(OperationKind.SET_FREE_OF_CHARGE);

        test(preview()).click();

        assertThat(dialog()).contains("From now on: Free of charge", "when the next day begins", "told today");
        test(button("Change 6 numbers")).click();
        assertThat(tree.holding(tree.o, stock.get(5)).get("free_of_charge", Boolean.class))
                .isTrue();
        assertThat(tree.holding(tree.a, stock.getFirst()).get("free_of_charge", Boolean.class))
                .as("not before tomorrow")
                .isFalse();
    }

    @Test
    @SuppressWarnings("unchecked")
    void onlyAnOperatorThatPricesIsOfferedToSetNumbersFreeOfCharge() {
        for (var other : List.of(tree.a.admin(), tree.b.admin(), tree.clerk(tree.o))) {
            open(other);
            assertThat(((Select<OperationKind>) find(Select.class)
                                    .withAriaLabel("What to do")
                                    .single())
                            .getGenericDataView()
                            .getItems())
                    .doesNotContain(OperationKind.SET_FREE_OF_CHARGE);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void whoBuysNothingIsNotOfferedToMoveToAVendorBatch() {
        tree.give(tree.o, tree.a, stock);
        for (var other : List.of(tree.a.admin(), tree.clerk(tree.o))) {
            open(other);
            assertThat(((Select<OperationKind>) find(Select.class)
                                    .withAriaLabel("What to do")
                                    .single())
                            .getGenericDataView()
                            .getItems())
                    .doesNotContain(OperationKind.MOVE_TO_VENDOR_BATCH);
        }
    }

    private void cost(String label, String amount) {
        test(find(BigDecimalField.class).withAriaLabel(label).single()).setValue(new BigDecimal(amount));
    }

    @Test
    void aPreviewWhoseTargetChangedIsVoid() throws SQLException {
        open(tree.o.admin());
        choose("All 6");
        operation(OperationKind.ASSIGN_TO_PRICING_BATCH);
        target("Wholesale", tree.wholesale(tree.o));
        test(preview()).click();
        asAdministrator("update didstock.pricing_batch set name = 'Trade', version = version + 1 where id = "
                + tree.wholesale(tree.o));

        test(button("Assign 6 numbers")).click();

        assertThat(messages()).singleElement().asString().contains("was changed meanwhile. Preview again.");
        assertThat(inBatch(tree.wholesale(tree.o))).isEmpty();
    }

    @Test
    void aTargetThatIsGoneIsSaid() throws SQLException {
        open(tree.o.admin());
        choose("All 6");
        operation(OperationKind.ASSIGN_TO_PRICING_BATCH);
        target("Elsewhere", tree.wholesale(tree.p));

        test(preview()).click();

        assertThat(messages()).singleElement().asString().contains("not there (any more)");
        assertThat(find(Dialog.class).all()).isEmpty();
    }

    // ------------------------------------------------------------------------------------------- rights taken away

    @Test
    void aButtonShownEarlierIsRefusedOnceTheRightIsGone() throws SQLException {
        tree.give(tree.o, tree.a, stock);
        open(tree.a.admin());
        choose("All 6");
        operation(OperationKind.RELEASE_TO_POOL);
        makeViewer(tree.a);

        var button = preview();
        assertThatThrownBy(() -> test(button).click()).isInstanceOf(RightMissingException.class);

        assertThat(numbers(tree.a)).isEqualTo(stock);
    }

    @Test
    void aPreviewShownEarlierIsRefusedOnceTheRightIsGone() throws SQLException {
        tree.give(tree.o, tree.a, stock);
        open(tree.a.admin());
        choose("All 6");
        operation(OperationKind.RELEASE_TO_POOL);
        test(preview()).click();
        var release = button("Release 6 numbers");
        makeViewer(tree.a);

        assertThatThrownBy(() -> test(release).click()).isInstanceOf(RightMissingException.class);

        assertThat(numbers(tree.a)).isEqualTo(stock);
    }

    private static void makeViewer(Member member) throws SQLException {
        asAdministrator("update didstock.app_user set role = 'RESELLER_VIEWER' where user_id = "
                + member.admin().userId());
    }

    // ------------------------------------------------------------------------------------------- words

    private void open(Actor actor) {
        signIn(actor);
        UI.getCurrent().navigate("inventory");
    }

    private void choose(String segment) {
        test(find(NativeButton.class).withText(segment).single()).click();
    }

    private List<String> chosen() {
        return find(NativeButton.class).withAttribute("aria-pressed", "true").all().stream()
                .map(NativeButton::getText)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private void tick(String number) {
        var grid = (Grid<DidRow>) find(Grid.class).single();
        var rows = grid.getListDataView().getItems().map(DidRow::number).toList();
        test((Checkbox) test(grid).getCellComponent(rows.indexOf(number), "tick"))
                .click();
    }

    @SuppressWarnings("unchecked")
    private void operation(OperationKind kind) {
        ((Select<OperationKind>) find(Select.class).withAriaLabel("What to do").single()).setValue(kind);
    }

    @SuppressWarnings("unchecked")
    private void target(String name, int id) {
        ((ComboBox<Named>)
                        find(ComboBox.class).withClassName("operation-target").single())
                .setValue(new Named(id, name));
    }

    private Button preview() {
        return find(Button.class).withTextContaining("Preview").single();
    }

    private String dialog() {
        return find(Dialog.class).last().getElement().getTextRecursively()
                + find(Dialog.class).last().getHeaderTitle();
    }

    private List<String> inBatch(int batch) {
        return inventory
                .page(tree.o.admin(), InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(batch)), PageRequest.FIRST)
                .rows()
                .stream()
                .map(DidRow::number)
                .toList();
    }

    private List<String> numbers(Member member) {
        return inventory.page(member.admin(), InventoryFilter.EVERYTHING, PageRequest.FIRST).rows().stream()
                .map(DidRow::number)
                .toList();
    }

    private static void asAdministrator(String sql) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            // Done by nobody: nothing is recorded.
            statement.execute("set session_replication_role = replica");
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
