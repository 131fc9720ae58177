package com.didstock.pricing.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.pricing.ExchangeRate;
import com.didstock.pricing.ExchangeRates;
import com.didstock.testing.ScreenTest;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.BigDecimalField;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ExchangeRatesViewTest extends ScreenTest {

    @Autowired
    ExchangeRates rates;

    @Test
    void aResellerSeesTheOperatorsRatesAndAddsItsOwn() {
        rates.add(tree.o.admin(), "USD", "EUR", new BigDecimal("0.9"), null);
        navigate(ExchangeRatesView.class);
        assertThat(text()).contains("the operator’s counts").doesNotContain("!pricing");
        assertThat(grid().getListDataView().getItems())
                .singleElement()
                .satisfies(rate -> assertThat(rate.own()).isFalse());

        test(button("Add rate")).click();
        currency("Cost in").setValue("USD");
        find(BigDecimalField.class).first().setValue(new BigDecimal("0.95"));
        test(find(Button.class).all().stream()
                        .filter(it -> "Add rate".equals(it.getText()) && it.isAttached())
                        .reduce((_, last) -> last)
                        .orElseThrow())
                .click();

        assertThat(rates.list(tree.a.admin()))
                .filteredOn(ExchangeRate::own)
                .singleElement()
                .satisfies(rate -> assertThat(rate.rate()).isEqualByComparingTo("0.95"));
        assertThat(find(FormDialog.class).all()).noneMatch(FormDialog::isOpened);
    }

    @Test
    void whatIsReplacedIsShownOnlyWhenAskedFor() throws InterruptedException {
        rates.add(tree.a.admin(), "USD", "EUR", new BigDecimal("0.9"), null);
        rates.add(tree.a.admin(), "USD", "EUR", new BigDecimal("0.8"), null);
        Thread.sleep(2_100);
        navigate(ExchangeRatesView.class);
        assertThat(grid().getListDataView().getItems()).hasSize(1);

        find(Checkbox.class).first().setValue(true);

        assertThat(grid().getListDataView().getItems()).hasSize(2);
    }

    @Test
    void anOnlookerAddsNothing() {
        signIn(tree.a.viewer());
        navigate(ExchangeRatesView.class);

        assertThat(find(Button.class).all()).noneMatch(it -> "Add rate".equals(it.getText()));
    }

    private ComboBox<String> currency(String label) {
        @SuppressWarnings("unchecked")
        var box = (ComboBox<String>) find(ComboBox.class).all().stream()
                .filter(it -> label.equals(it.getLabel()))
                .findFirst()
                .orElseThrow();
        return box;
    }

    @SuppressWarnings("unchecked")
    private Grid<ExchangeRate> grid() {
        return find(Grid.class).first();
    }
}
