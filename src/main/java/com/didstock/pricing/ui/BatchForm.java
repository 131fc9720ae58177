package com.didstock.pricing.ui;

import com.didstock.pricing.AppliedTo;
import com.didstock.pricing.BatchTerms;
import com.didstock.pricing.BatchType;
import com.didstock.pricing.PriceExample;
import com.didstock.pricing.PriceList;
import com.didstock.pricing.PricingBatch;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RefusedException;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a tenant says of a pricing batch, with an example of what it makes of a cost. */
final class BatchForm {

    private static final PriceExample EXAMPLE = new PriceExample(new BigDecimal("1.00"), new BigDecimal("1.00"));

    private final Actor actor;
    private final PriceList prices;
    private final FormLayout layout = new FormLayout();
    private final TextField name = new TextField();
    private final RadioButtonGroup<AppliedTo> appliedTo = new RadioButtonGroup<>();
    private final TextField currency = new TextField();
    private final Checkbox free = new Checkbox();
    private final BigDecimalField activationFee = new BigDecimalField();
    private final BigDecimalField recurringFee = new BigDecimalField();
    private final BigDecimalField markup = new BigDecimalField();
    private final IntegerField rounding = new IntegerField();
    private final TextArea description = new TextArea();
    private final Div example = new Div();
    private final boolean isNew;
    private final Binder<Draft> binder = new Binder<>();

    /** The form's values while it is filled in. */
    static final class Draft {
        private BatchTerms terms;

        Draft(BatchTerms terms) {
            this.terms = terms;
        }
    }

    private final Draft draft;

    BatchForm(Actor actor, PriceList prices, String ownCurrency, @Nullable PricingBatch batch) {
        this.actor = actor;
        this.prices = prices;
        isNew = batch == null;
        draft = new Draft(batch == null ? BatchTerms.blank(ownCurrency) : batch.terms());
        label();
        bind();
        layout.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("420px", 2));
        layout.add(name, 2);
        layout.add(appliedTo, 2);
        layout.add(currency, rounding, activationFee, recurringFee, markup, free);
        layout.add(description, 2);
        layout.add(example, 2);
        binder.readBean(draft);
        binder.addValueChangeListener(_ -> showExample());
        showExample();
    }

    private String text(String key, Object... arguments) {
        return layout.getTranslation(key, arguments);
    }

    private void label() {
        name.setLabel(text("pricing.name"));
        name.setAutofocus(true);
        appliedTo.setLabel(text("pricing.applied-to"));
        appliedTo.setItems(AppliedTo.values());
        appliedTo.setItemLabelGenerator(it -> text("pricing.applied-to." + it));
        currency.setLabel(text("pricing.currency"));
        currency.setMaxLength(3);
        free.setLabel(text("pricing.free-of-charge"));
        activationFee.setLabel(text("pricing.activation-fee"));
        recurringFee.setLabel(text("pricing.recurring-fee"));
        markup.setLabel(text("pricing.markup"));
        rounding.setLabel(text("pricing.rounding"));
        rounding.setPlaceholder(text("pricing.rounding.currency"));
        rounding.setMin(0);
        rounding.setMax(5);
        rounding.setStepButtonsVisible(true);
        description.setLabel(text("pricing.description"));
        example.addClassName("note");
        example.getElement().setAttribute("aria-live", "polite");
        for (var amount : List.of(activationFee, recurringFee, markup)) {
            amount.setValueChangeMode(ValueChangeMode.LAZY);
        }
    }

    /** The binder validates and knows what changed; the terms are read from the fields as a whole. */
    private void bind() {
        binder.forField(name)
                .asRequired(text("pricing.refusal.NAME_MISSING"))
                .bind(it -> it.terms.name(), (_, _) -> {});
        binder.forField(appliedTo).bind(it -> it.terms.appliedTo(), (_, _) -> {});
        binder.forField(currency)
                .withValidator(code -> code.strip().matches("(?i)[a-z]{3}"), text("pricing.refusal.CURRENCY_UNKNOWN"))
                .bind(it -> it.terms.currency(), (_, _) -> {});
        binder.forField(free).bind(it -> it.terms.freeOfCharge(), (_, _) -> {});
        binder.forField(activationFee)
                .withValidator(fee -> fee == null || fee.signum() >= 0, text("pricing.refusal.ACTIVATION_FEE_NEGATIVE"))
                .bind(it -> it.terms.activationFee(), (_, _) -> {});
        binder.forField(recurringFee)
                .withValidator(fee -> fee == null || fee.signum() >= 0, text("pricing.refusal.RECURRING_FEE_NEGATIVE"))
                .bind(it -> it.terms.recurringFee(), (_, _) -> {});
        binder.forField(markup)
                .withValidator(
                        percent -> percent == null || percent.compareTo(new BigDecimal("-100")) >= 0,
                        text("pricing.refusal.MARKUP_TOO_LOW", -100))
                .bind(it -> it.terms.markupPercent(), (_, _) -> {});
        binder.forField(rounding).bind(it -> it.terms.rounding(), (_, _) -> {});
        binder.forField(description).bind(it -> it.terms.description(), (_, _) -> {});
    }

    /** {@return what the fields now say} */
    private BatchTerms terms() {
        return new BatchTerms(
                name.getValue().strip(),
                appliedTo.getValue(),
                draft.terms.type() == BatchType.ON_DEMAND ? BatchType.ON_DEMAND : BatchType.INVENTORIED,
                draft.terms.onDemandVendor(),
                free.getValue(),
                currency.getValue().strip().toUpperCase(Locale.ROOT),
                orZero(activationFee.getValue()),
                orZero(recurringFee.getValue()),
                orZero(markup.getValue()),
                rounding.getValue(),
                description.getValue().strip());
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private void showExample() {
        var terms = terms();
        activationFee.setEnabled(!terms.freeOfCharge());
        recurringFee.setEnabled(!terms.freeOfCharge());
        markup.setEnabled(!terms.freeOfCharge());
        try {
            var quote = prices.quote(actor, terms, List.of(EXAMPLE)).getFirst();
            var formats = Formats.current();
            example.setText(text(
                    "pricing.example",
                    formats.money(quote.recurringCost(), terms.currency()),
                    formats.money(quote.recurring(), terms.currency()),
                    formats.money(quote.activationCost(), terms.currency()),
                    formats.money(quote.activation(), terms.currency())));
            example.setClassName("note-danger", quote.monthlyMargin().signum() < 0 && !terms.freeOfCharge());
            example.setVisible(true);
        } catch (RefusedException _) {
            example.setVisible(false);
        }
    }

    FormDialog dialog(Consumer<BatchTerms> save) {
        return new FormDialog(
                text(isNew ? "pricing.create" : "pricing.edit"), binder, () -> save.accept(terms()), layout);
    }
}
