package com.didstock.customers.ui;

import com.didstock.assignment.ChildMove;
import com.didstock.assignment.ChildMovePreview;
import com.didstock.assignment.OperationKind;
import com.didstock.inventory.Named;
import com.didstock.pricing.AppliedTo;
import com.didstock.pricing.BatchType;
import com.didstock.pricing.PricingBatch;
import com.didstock.tenancy.ChildTenant;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantStatus;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.binder.Binder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who moves, below whom, and at what price the new parent has their numbers. */
final class MoveForm {

    /** Stands for all customers of a reseller, and for the tenant that moves them. */
    private static final int EVERYBODY_OR_ME = 0;

    private final FormLayout layout = new FormLayout();
    private final ComboBox<Named> who = new ComboBox<>();
    private final ComboBox<Named> to = new ComboBox<>();
    private final ComboBox<PricingBatch> batch = new ComboBox<>();
    private final DatePicker day = new DatePicker();
    private final Binder<ChildMove> binder = new Binder<>();
    private final int me;
    private final int from;
    private final @Nullable Integer child;

    /**
     * @param moved a direct child that moves itself, or whose customers move
     * @param customers of it that can be named; null: it moves itself
     * @param children the tenant's own
     * @param today where the operator is
     */
    MoveForm(
            int me,
            ChildTenant moved,
            @Nullable List<Named> customers,
            List<ChildTenant> children,
            List<PricingBatch> batches,
            LocalDate today) {
        this.me = me;
        from = customers == null ? me : moved.id();
        child = customers == null ? moved.id() : null;
        who.setLabel(text("customers.move.who"));
        who.setItemLabelGenerator(Named::name);
        who.setVisible(customers != null);
        if (customers != null) {
            var all = new ArrayList<>(
                    List.of(new Named(EVERYBODY_OR_ME, layout.getTranslation("customers.move.all", moved.name()))));
            all.addAll(customers);
            who.setItems(all);
            who.setValue(all.getFirst());
        }
        var parents = new ArrayList<Named>();
        if (customers != null) {
            parents.add(new Named(EVERYBODY_OR_ME, text("customers.move.to-me")));
        }
        children.stream()
                .filter(it ->
                        it.kind() == TenantKind.RESELLER && it.status() == TenantStatus.ACTIVE && it.id() != moved.id())
                .map(it -> new Named(it.id(), it.name()))
                .forEach(parents::add);
        to.setLabel(text("customers.move.to"));
        to.setItemLabelGenerator(Named::name);
        to.setItems(parents);
        batch.setLabel(text("customers.move.batch"));
        batch.setHelperText(text("customers.move.batch.hint"));
        batch.setItemLabelGenerator(PricingBatch::name);
        batch.setVisible(false);
        to.addValueChangeListener(event -> offerBatches(event.getValue(), children, batches));
        day.setLabel(text("customers.move.day"));
        day.setHelperText(text("customers.move.day.hint"));
        day.setLocale(Formats.current().locale());
        day.setMin(today);
        day.setMax(today.plusDays(OperationKind.MOST_DAYS_PLANNED));
        day.setValue(today);
        layout.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1));
        layout.add(new Paragraph(text("customers.move.hint")), who, to, batch, day);
        binder.forField(to).asRequired(text("customers.move.to.missing")).bind(_ -> null, (_, _) -> {});
        binder.forField(batch)
                .withValidator(it -> !batch.isVisible() || it != null, text("customers.move.batch.missing"))
                .bind(_ -> null, (_, _) -> {});
        binder.forField(day).asRequired(text("customers.move.day.missing")).bind(_ -> today, (_, _) -> {});
    }

    private void offerBatches(@Nullable Named parent, List<ChildTenant> children, List<PricingBatch> batches) {
        var currency = children.stream()
                .filter(it -> parent != null && it.id() == parent.id())
                .map(ChildTenant::currency)
                .findFirst();
        batch.setVisible(currency.isPresent());
        batch.setItems(batches.stream()
                .filter(it -> it.terms().appliedTo() == AppliedTo.RESELLERS
                        && it.terms().type() == BatchType.INVENTORIED
                        && it.terms().currency().equals(currency.orElse("")))
                .toList());
    }

    private ChildMove move() {
        var named = who.getValue();
        var parent = to.getValue();
        return new ChildMove(
                from,
                child != null
                        ? child
                        : named == null || named.id() == EVERYBODY_OR_ME ? null : Integer.valueOf(named.id()),
                parent.id() == EVERYBODY_OR_ME ? me : parent.id(),
                batch.isVisible() ? batch.getValue().id() : null);
    }

    FormDialog dialog(String title, BiConsumer<ChildMove, LocalDate> preview) {
        return new FormDialog(title, binder, () -> preview.accept(move(), day.getValue()), layout)
                .saveLabel(text("customers.move.preview"));
    }

    /** What a move would do, in sentences. */
    static String sentences(ChildMovePreview preview, Formats formats, Translation texts) {
        var text = new StringBuilder(texts.of(
                "customers.move.does",
                preview.children(),
                formats.count(preview.numbers()),
                formats.count(preview.inUse())));
        var money = preview.money();
        if (money != null && !money.isEmpty()) {
            text.append(' ')
                    .append(texts.of(
                            "customers.move.money",
                            sums(money, ChildMovePreview.Money::monthlyBefore, formats),
                            sums(money, ChildMovePreview.Money::monthlyAfter, formats),
                            sums(money, ChildMovePreview.Money::once, formats)));
        }
        return text.append(' ').append(texts.of("customers.move.then")).toString();
    }

    /** Finds a text by its key. */
    interface Translation {

        String of(String key, Object... arguments);
    }

    private static String sums(
            List<ChildMovePreview.Money> money, Function<ChildMovePreview.Money, BigDecimal> which, Formats formats) {
        return money.stream()
                .map(sum -> formats.total(which.apply(sum), sum.currency()))
                .collect(Collectors.joining(" + "));
    }

    private String text(String key) {
        return layout.getTranslation(key);
    }
}
