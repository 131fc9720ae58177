package com.didstock.pricing.ui;

import com.didstock.pricing.BatchQuote;
import com.didstock.pricing.PriceExample;
import com.didstock.pricing.PriceList;
import com.didstock.tenancy.Actor;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each batch makes of a cost, with what rounding does to it. */
final class PriceCalculator extends Dialog {

    private static final BigDecimal MOST = new BigDecimal("999999999");

    private final Actor actor;
    private final PriceList prices;
    private final BigDecimalField recurring = new BigDecimalField();
    private final BigDecimalField activation = new BigDecimalField();
    private final Grid<BatchQuote> grid = new Grid<>();

    PriceCalculator(Actor actor, PriceList prices) {
        this.actor = actor;
        this.prices = prices;
        setHeaderTitle(getTranslation("pricing.calculator"));
        addClassName("form-dialog");
        setWidth("760px");
        setMaxWidth("100%");
        var hint = new Paragraph(getTranslation("pricing.calculator.hint"));
        hint.addClassName("muted");
        field(recurring, "pricing.calculator.recurring", "1.00").setAutofocus(true);
        field(activation, "pricing.calculator.activation", "0");
        var costs = new Div(recurring, activation);
        costs.addClassName("section-actions");
        addColumns();
        add(hint, costs, grid);
        getFooter().add(new Button(getTranslation("ui.close"), _ -> close()));
        show();
    }

    private BigDecimalField field(BigDecimalField field, String key, String value) {
        field.setLabel(getTranslation(key));
        field.setValue(new BigDecimal(value));
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.addValueChangeListener(_ -> show());
        return field;
    }

    private void addColumns() {
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.addColumn(row -> row.batch().name())
                .setHeader(getTranslation("pricing.name"))
                .setAutoWidth(true);
        figure("pricing.calculator.exact", row -> money(row, row.exactRecurring()));
        figure("pricing.calculator.month", row -> money(row, row.quote().recurring()));
        grid.addComponentColumn(PriceCalculator::margin)
                .setHeader(getTranslation("pricing.calculator.margin"))
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true);
        figure("pricing.calculator.once", row -> money(row, row.quote().activation()));
    }

    private void figure(String key, Function<BatchQuote, String> value) {
        grid.addColumn(value::apply)
                .setHeader(getTranslation(key))
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true);
    }

    private static String money(BatchQuote row, BigDecimal amount) {
        return Formats.current().money(amount, row.batch().terms().currency());
    }

    private static Span margin(BatchQuote row) {
        var margin = row.quote().monthlyMargin();
        var text = new Span(money(row, margin));
        if (margin.signum() < 0) {
            text.addClassName("below-cost");
        }
        return text;
    }

    private void show() {
        var possible = isCost(recurring.getValue()) && isCost(activation.getValue());
        grid.setItems(
                possible
                        ? prices.quoteAll(actor, new PriceExample(activation.getValue(), recurring.getValue()))
                        : List.of());
        recurring.setErrorMessage(getTranslation("pricing.calculator.cost"));
        recurring.setInvalid(!isCost(recurring.getValue()));
        activation.setErrorMessage(getTranslation("pricing.calculator.cost"));
        activation.setInvalid(!isCost(activation.getValue()));
    }

    private static boolean isCost(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() >= 0 && amount.compareTo(MOST) <= 0 && amount.scale() <= 5;
    }
}
