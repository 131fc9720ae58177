package com.didstock.customers.ui;

import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.ChildTenant;
import com.didstock.tenancy.ChildTerms;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A reseller or customer: what it is, and its limits. */
final class ChildForm {

    private final FormLayout layout = new FormLayout();
    private final TextField name = new TextField();
    private final RadioButtonGroup<TenantKind> kind = new RadioButtonGroup<>();
    private final TextField currency = new TextField();
    private final Checkbox ownVendors = new Checkbox();
    private final IntegerField maxNumbers = new IntegerField();
    private final BigDecimalField maxCost = new BigDecimalField();
    private final BigDecimalField maxDailyCost = new BigDecimalField();
    private final IntegerField maxReservations = new IntegerField();
    private final Checkbox releaseToHomeBatch = new Checkbox();
    private final Checkbox mayDraw = new Checkbox();
    private final Select<AfterUse> afterUse = new Select<>();
    private final Binder<Draft> binder = new Binder<>();
    private final @Nullable ChildTenant child;

    /** What the form says. Kind, currency and own vendors are fixed when the child is made. */
    record Draft(TenantKind kind, String currency, boolean ownVendors, ChildTerms terms) {}

    ChildForm(@Nullable ChildTenant child) {
        this.child = child;
        name.setLabel(text("customers.name"));
        name.setAutofocus(true);
        kind.setLabel(text("customers.kind"));
        kind.setItems(TenantKind.RESELLER, TenantKind.CUSTOMER);
        kind.setItemLabelGenerator(it -> text("customers.kind." + it));
        currency.setLabel(text("customers.currency"));
        currency.setMaxLength(3);
        ownVendors.setLabel(text("customers.own-vendors"));
        maxNumbers.setLabel(text("customers.max-numbers"));
        maxNumbers.setPlaceholder(text("customers.no-limit"));
        maxNumbers.setMin(0);
        maxCost.setLabel(text("customers.max-cost"));
        maxCost.setPlaceholder(text("customers.no-limit"));
        maxDailyCost.setLabel(text("customers.max-daily-cost"));
        maxDailyCost.setPlaceholder(text("customers.no-limit"));
        maxDailyCost.setHelperText(text("customers.max-daily-cost.hint"));
        maxReservations.setLabel(text("customers.max-reservations"));
        maxReservations.setPlaceholder(text("customers.max-reservations.none"));
        maxReservations.setMin(0);
        releaseToHomeBatch.setLabel(text("customers.release-to-batch"));
        mayDraw.setLabel(text("customers.may-draw"));
        mayDraw.setHelperText(text("customers.may-draw.hint"));
        afterUse.setLabel(text("customers.after-use"));
        afterUse.setItems(AfterUse.values());
        afterUse.setItemLabelGenerator(it -> text("customers.after-use." + it));
        afterUse.setHelperText(text("customers.after-use.hint"));
        afterUse.setVisible(child == null || child.kind() == TenantKind.CUSTOMER);
        kind.addValueChangeListener(event -> afterUse.setVisible(event.getValue() == TenantKind.CUSTOMER));
        layout.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("420px", 2));
        layout.add(name, 2);
        if (child == null) {
            layout.add(kind, 2);
            layout.add(currency, ownVendors);
        }
        layout.add(maxNumbers, maxReservations, maxCost, maxDailyCost);
        layout.add(releaseToHomeBatch, 2);
        layout.add(mayDraw, 2);
        layout.add(afterUse, 2);
        bind();
    }

    private String text(String key) {
        return layout.getTranslation(key);
    }

    private void bind() {
        binder.forField(name)
                .asRequired(text("customers.refusal.NAME_MISSING"))
                .bind(it -> it.terms().name(), (_, _) -> {});
        binder.forField(kind)
                .asRequired(text("customers.refusal.KIND_NOT_POSSIBLE"))
                .bind(Draft::kind, (_, _) -> {});
        binder.forField(currency)
                .withValidator(it -> it.strip().matches("(?i)[a-z]{3}"), text("customers.refusal.CURRENCY_UNKNOWN"))
                .bind(Draft::currency, (_, _) -> {});
        binder.forField(ownVendors).bind(Draft::ownVendors, (_, _) -> {});
        binder.forField(maxNumbers).bind(it -> it.terms().maxNumbers(), (_, _) -> {});
        binder.forField(maxCost).bind(it -> it.terms().maxMonthlyCost(), (_, _) -> {});
        binder.forField(maxDailyCost).bind(it -> it.terms().maxDailyCost(), (_, _) -> {});
        binder.forField(maxReservations).bind(it -> it.terms().maxReservations(), (_, _) -> {});
        binder.forField(releaseToHomeBatch).bind(it -> it.terms().releaseToHomeBatch(), (_, _) -> {});
        binder.forField(mayDraw).bind(it -> it.terms().mayDraw(), (_, _) -> {});
        binder.forField(afterUse).bind(it -> it.terms().afterUse(), (_, _) -> {});
        binder.readBean(
                child == null
                        ? new Draft(TenantKind.CUSTOMER, "EUR", false, ChildTerms.named(""))
                        : new Draft(child.kind(), child.currency(), child.ownVendors(), child.terms()));
    }

    private Draft draft() {
        return new Draft(
                kind.getValue(),
                currency.getValue().strip().toUpperCase(Locale.ROOT),
                ownVendors.getValue(),
                new ChildTerms(
                        name.getValue().strip(),
                        maxNumbers.getValue(),
                        maxCost.getValue(),
                        maxDailyCost.getValue(),
                        maxReservations.getValue(),
                        mayDraw.getValue(),
                        releaseToHomeBatch.getValue(),
                        afterUse.getValue()));
    }

    FormDialog dialog(Consumer<Draft> save) {
        return new FormDialog(
                text(child == null ? "customers.create" : "customers.edit"),
                binder,
                () -> save.accept(draft()),
                layout);
    }
}
