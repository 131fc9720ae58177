package com.didstock.assignment.ui;

import com.didstock.assignment.ApplyTo;
import com.didstock.assignment.Assignments;
import com.didstock.assignment.Charging;
import com.didstock.assignment.Choices;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRequest;
import com.didstock.assignment.VendorCosts;
import com.didstock.assignment.WithdrawalReason;
import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.Named;
import com.didstock.numbering.NumberClass;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.AfterUse;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operation needs to be told besides the numbers: a batch, a group, for whom, a text, a class, a day. */
final class AimFields extends Composite<Div> {

    /** Of a name that was typed and belongs to nobody yet. */
    private static final int PROSPECT = 0;

    private final Actor actor;
    private final Assignments assignments;
    private final FilterOptions options;
    private final Runnable changed;
    private final ComboBox<Named> target = new ComboBox<>();
    private final TextField text = new TextField();
    private final ComboBox<NumberClass> grade = new ComboBox<>();
    private final Select<WithdrawalReason> withdrawal = new Select<>();
    private final Select<AfterUse> then = new Select<>();
    private final Select<Charging> charging = new Select<>();
    private final DatePicker date = new DatePicker();
    private final BigDecimalField activation = new BigDecimalField();
    private final BigDecimalField recurring = new BigDecimalField();
    private @Nullable OperationKind kind;

    AimFields(Actor actor, Assignments assignments, FilterOptions options, Runnable changed) {
        this.assignments = assignments;
        this.actor = actor;
        this.options = options;
        this.changed = changed;
        target.addClassName("operation-target");
        target.setItemLabelGenerator(Named::name);
        target.addValueChangeListener(_ -> changed.run());
        target.addCustomValueSetListener(
                typed -> target.setValue(new Named(PROSPECT, typed.getDetail().strip())));
        text.setMaxLength(500);
        grade.addClassName("operation-target");
        grade.setItems(NumberClass.values());
        grade.setItemLabelGenerator(it -> getTranslation("inventory.class." + it));
        grade.addValueChangeListener(_ -> changed.run());
        charging.addClassName("operation-target");
        charging.setItems(Charging.values());
        charging.setItemLabelGenerator(it -> getTranslation("assignment.charging." + it));
        charging.setPlaceholder(getTranslation("assignment.target.CHARGING"));
        charging.setAriaLabel(getTranslation("assignment.target.CHARGING"));
        charging.addValueChangeListener(_ -> changed.run());
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.addValueChangeListener(_ -> changed.run());
        withdrawal.addClassName("operation-target");
        withdrawal.setItems(WithdrawalReason.values());
        withdrawal.setItemLabelGenerator(reason -> getTranslation("assignment.withdrawal." + reason));
        withdrawal.setPlaceholder(getTranslation("assignment.target.REASON"));
        withdrawal.setAriaLabel(getTranslation("assignment.target.REASON"));
        withdrawal.addValueChangeListener(_ -> changed.run());
        then.addClassName("operation-target");
        then.setItems(AfterUse.KEEP, AfterUse.BACK_TO_BATCH, AfterUse.RELEASE_TO_POOL);
        then.setItemLabelGenerator(choice ->
                getTranslation(choice == null ? "assignment.target.AFTER_USE" : "provisioning.then." + choice));
        then.setEmptySelectionAllowed(true);
        then.setEmptySelectionCaption(getTranslation("assignment.target.AFTER_USE"));
        then.setAriaLabel(getTranslation("assignment.then"));
        then.addValueChangeListener(_ -> changed.run());
        asCost(activation, "assignment.cost.activation");
        asCost(recurring, "assignment.cost.recurring");
        date.addClassName("operation-date");
        date.setLocale(Formats.current().locale());
        date.addValueChangeListener(_ -> changed.run());
        getContent().addClassName("operation-aim");
        getContent().add(target, text, grade, charging, withdrawal, then, activation, recurring, date);
    }

    private void asCost(BigDecimalField field, String key) {
        field.addClassName("operation-cost");
        field.setPlaceholder(getTranslation(key));
        field.setAriaLabel(getTranslation(key));
        field.setClearButtonVisible(true);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.addValueChangeListener(typed -> {
            field.setInvalid(isWrong(field));
            field.setErrorMessage(isWrong(field) ? getTranslation("assignment.cost.wrong") : null);
            changed.run();
        });
    }

    private static boolean isWrong(BigDecimalField field) {
        return field.isVisible() && field.getValue() != null && !VendorCosts.isCost(field.getValue());
    }

    /** @param now null while nothing is to be done */
    void show(@Nullable OperationKind now) {
        kind = now;
        var aim = now == null ? OperationKind.Target.NONE : now.target();
        var source = source(aim);
        target.setVisible(source != null);
        target.setClearButtonVisible(now != null && isOptional(now));
        target.setAllowCustomValue(aim == OperationKind.Target.CHILD_OR_PROSPECT);
        target.clear();
        if (source != null) {
            label(aim, source);
        }
        var words = aim == OperationKind.Target.REASON ? "assignment.target.REASON" : "assignment.text";
        text.clear();
        text.setVisible(aim == OperationKind.Target.TEXT || aim == OperationKind.Target.REASON);
        text.setPlaceholder(getTranslation(words));
        text.setAriaLabel(getTranslation(words));
        grade.setVisible(aim == OperationKind.Target.CLASS);
        grade.clear();
        grade.setPlaceholder(getTranslation("assignment.target.CLASS"));
        grade.setAriaLabel(getTranslation("assignment.target.CLASS"));
        charging.setVisible(aim == OperationKind.Target.CHARGING);
        charging.setValue(charging.isVisible() ? Charging.FREE_OF_CHARGE : null);
        withdrawal.clear();
        withdrawal.setVisible(aim == OperationKind.Target.WITHDRAWAL);
        then.clear();
        then.setVisible(aim == OperationKind.Target.AFTER_USE);
        for (var cost : List.of(activation, recurring)) {
            cost.setVisible(aim == OperationKind.Target.VENDOR_BATCH && assignments.maySayCosts(actor));
            cost.clear();
        }
        var aheadToo = now != null && now.plannable();
        date.setVisible(now != null && (now.dated() || aheadToo));
        date.clear();
        date.setMax(null);
        if (now != null && date.isVisible()) {
            date.setPlaceholder(getTranslation("assignment.date." + now));
            date.setAriaLabel(getTranslation("assignment.date." + now));
            var first = assignments.firstDay(actor, now);
            date.setMin(first);
            date.setMax(aheadToo ? first.plusDays(OperationKind.MOST_DAYS_PLANNED) : null);
            date.setValue(now == OperationKind.REPRICE || aheadToo ? first : null);
        }
        changed.run();
    }

    private void label(OperationKind.Target aim, FilterOptions.Kind source) {
        target.setPlaceholder(getTranslation("assignment.target." + aim));
        target.setAriaLabel(getTranslation("assignment.target." + aim));
        target.setItems(query -> options
                .find(
                        actor,
                        source,
                        new FilterOptions.Slice(query.getFilter().orElse(""), query.getOffset(), query.getLimit()))
                .stream());
    }

    private static FilterOptions.@Nullable Kind source(OperationKind.Target aim) {
        return switch (aim) {
            case PRICING_BATCH, PRICING_BATCH_OR_OWN -> FilterOptions.Kind.PRICING_BATCH;
            case GROUP -> FilterOptions.Kind.GROUP;
            case VENDOR_BATCH -> FilterOptions.Kind.VENDOR_BATCH;
            case CHILD, CHILD_OR_PROSPECT -> FilterOptions.Kind.CHILD;
            case ACCOUNT -> FilterOptions.Kind.ACCOUNT;
            case NONE, TEXT, CLASS, CHARGING, REASON, WITHDRAWAL, AFTER_USE -> null;
        };
    }

    /** {@return whether nothing is missing} */
    boolean isComplete() {
        return kind != null
                && (!target.isVisible() || target.getValue() != null || isOptional(kind))
                && (!grade.isVisible() || grade.getValue() != null)
                && (kind.target() != OperationKind.Target.REASON
                        || !text.getValue().isBlank())
                && (!withdrawal.isVisible() || withdrawal.getValue() != null)
                && !isWrong(activation)
                && !isWrong(recurring)
                && (!date.isVisible() || date.getValue() != null);
    }

    private static boolean isOptional(OperationKind kind) {
        return kind.target() == OperationKind.Target.PRICING_BATCH_OR_OWN;
    }

    OperationRequest request(OperationKind wanted, InventoryFilter filter, ApplyTo applyTo) {
        var aim = target.isVisible() ? target.getValue() : null;
        var prospect = aim != null && aim.id() == PROSPECT ? aim.name() : null;
        var written = text.isVisible() ? text.getValue() : "";
        if (grade.isVisible() && grade.getValue() != null) {
            written = grade.getValue().name();
        }
        if (charging.isVisible() && charging.getValue() != null) {
            written = charging.getValue().name();
        }
        if (withdrawal.isVisible() && withdrawal.getValue() != null) {
            written = withdrawal.getValue().name();
        }
        if (then.isVisible() && then.getValue() != null) {
            written = then.getValue().name();
        }
        return new OperationRequest(
                wanted,
                aim == null || prospect != null ? null : aim.id(),
                prospect == null ? written : prospect,
                filter,
                applyTo,
                Choices.NONE,
                date.isVisible() ? date.getValue() : null,
                activation.isVisible()
                        ? new VendorCosts(activation.getValue(), recurring.getValue())
                        : VendorCosts.AS_THEY_ARE);
    }
}
