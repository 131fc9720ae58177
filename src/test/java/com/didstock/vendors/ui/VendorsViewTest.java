package com.didstock.vendors.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.tenancy.Actor;
import com.didstock.testing.ScreenTest;
import com.didstock.ui.FormDialog;
import com.didstock.vendors.VendorBatch;
import com.didstock.vendors.VendorBatchTerms;
import com.didstock.vendors.VendorBatches;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page of vendor batches. O and B buy from vendors themselves, A does not. */
class VendorsViewTest extends ScreenTest {

    private static final String BATCH = "Carrier numbers";

    @Autowired
    private VendorBatches batches;

    private Actor owner;

    @BeforeEach
    void open() {
        owner = tree.o.admin();
        tree.load(tree.o, 3);
        signIn(owner);
        navigate(VendorsView.class);
    }

    @Test
    void theBatchesAreListedWithWhatLiesInThemAndWhatItCosts() {
        assertThat(names()).containsExactly(BATCH);
        assertThat(cell(0, 3)).isEqualTo("3");
        assertThat(cell(0, 5)).isEqualTo("3");
        assertThat(cell(0, 8)).startsWith("€");
        assertThat(text()).doesNotContain("!vendors");
    }

    @Test
    void aBatchIsCreatedAndItsNameIsTakenThen() {
        test(button("New vendor batch")).click();
        field("Vendor batch").setValue("Second delivery");
        test(button("Save")).click();
        assertThat(find(FormDialog.class).all()).isEmpty();
        assertThat(names()).containsExactly(BATCH, "Second delivery");

        test(button("New vendor batch")).click();
        field("Vendor batch").setValue("second DELIVERY");
        test(button("Save")).click();
        assertThat(find(FormDialog.class).all()).hasSize(1);
        assertThat(names()).containsExactly(BATCH, "Second delivery");
    }

    @Test
    void aBatchWithNumbersIsNotDeletedTheReasonIsSaidAndAWayOffered() {
        choose(0, "Delete vendor batch");

        assertThat(find(ConfirmDialog.class).all()).isEmpty();
        assertThat(texts(find(FormDialog.class).single()))
                .anyMatch(it -> it.startsWith("This vendor batch has 3 numbers."));
        assertThat(names()).containsExactly(BATCH);
    }

    @Test
    void itsNumbersMoveToAnotherBatchOfTheSameCurrencyAndThenItGoes() {
        var vendor = batches.list(owner, "").getFirst().batch().terms().vendorId();
        batches.create(owner, new VendorBatchTerms(vendor, "Euros", "", "EUR", "", ""));
        batches.create(owner, new VendorBatchTerms(vendor, "Yen", "", "JPY", "", ""));
        navigate(VendorsView.class);
        choose(0, "Move its numbers to another batch");
        ComboBox<VendorBatch> into = target();
        assertThat(into.getListDataView().getItems().map(VendorBatch::name)).containsExactly("Euros");

        into.setValue(into.getListDataView().getItem(0));
        test(button("Move 3 numbers")).click();

        assertThat(messages()).anyMatch(it -> it.contains("3 numbers are now in Euros."));
        assertThat(batches.list(owner, "Euros").getFirst().numbers().total()).isEqualTo(3);
        choose(0, "Delete vendor batch");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(names()).containsExactly("Euros", "Yen");
    }

    @Test
    void itsFreeNumbersAreDeletedAndThoseGivenOutStay() {
        tree.give(tree.o, tree.a, tree.load(tree.o, 1));
        navigate(VendorsView.class);
        choose(0, "Delete its free numbers");
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(messages()).anyMatch(it -> it.contains("3 numbers are deleted."));
        assertThat(batches.list(owner, "").getFirst().numbers().total()).isEqualTo(1);
    }

    @Test
    void whoeverDoesNotBuyFromVendorsHasNoSuchScreen() {
        for (var stranger : List.of(tree.a, tree.ca)) {
            signIn(stranger.admin());
            UI.getCurrent().navigate("vendors");
            assertThat(getCurrentView()).isNotInstanceOf(VendorsView.class);
        }
        signIn(tree.b.admin());
        navigate(VendorsView.class);
        assertThat(names()).containsExactly(BATCH);
        assertThat(cell(0, 3)).isEqualTo("0");
    }

    @SuppressWarnings("unchecked")
    private ComboBox<VendorBatch> target() {
        return (ComboBox<VendorBatch>)
                find(ComboBox.class).withCaption("Into this vendor batch").single();
    }

    private TextField field(String label) {
        return find(TextField.class).withCaption(label).single();
    }

    private String cell(int row, int column) {
        return test(find(Grid.class).first()).getCellText(row, column);
    }

    private List<String> names() {
        var rows = find(Grid.class).all().isEmpty()
                ? 0
                : test(find(Grid.class).first()).size();
        return IntStream.range(0, rows).mapToObj(row -> cell(row, 0)).toList();
    }
}
