package com.didstock.inventory.ui;

import com.didstock.inventory.Choice;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.Named;
import com.didstock.ui.Clipboard;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ModalityMode;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one number at the holder's own level, and what happened to it; its group and description can be
 * changed here. Stands beside the list, which stays usable: on a phone, in front of it.
 */
final class NumberDialog extends Dialog {

    /**
     * How the group is changed.
     *
     * @param find the groups to choose from
     * @param label puts the number into the group chosen, or into none
     */
    record GroupEdit(Function<FilterOptions.Slice, List<Named>> find, Consumer<Choice> label) {}

    /**
     * What can be done from here.
     *
     * @param groupEdit null for those who may not label
     * @param describe null for those who may not label
     * @param timeline what happened to the number; null where nobody tells
     * @param turn goes to a row above (-1) or below (1) in the list
     */
    record Ways(
            @Nullable GroupEdit groupEdit,
            @Nullable Consumer<String> describe,
            @Nullable Supplier<Component> timeline,
            IntConsumer turn) {}

    private final DescriptionList facts = new DescriptionList();

    NumberDialog(DidRow row, Ways ways) {
        var groupEdit = ways.groupEdit();
        var formats = Formats.current();
        setHeaderTitle(NumberText.plain(row.number()));
        facts.addClassName("facts");
        var cells = new StockCells(this::getTranslation, _ -> {}, true);
        fact("status", cells.status(row));
        fact("country.name", row.country() == null ? null : Countries.name(row.country(), getLocale()));
        fact("area", row.area());
        fact("type", getTranslation("inventory.type." + row.numberType()));
        fact("class", getTranslation("inventory.class." + row.numberClass()));
        if (groupEdit == null) {
            fact("group", name(row.group()));
        } else {
            fact("group", groupBox(row, groupEdit));
        }
        fact("child", name(row.child()));
        fact("batch", name(row.pricingBatch()));
        fact("home-batch", name(row.homeBatch()));
        fact("vendor-batch", name(row.vendorBatch()));
        fact("supply", row.supplyLabel());
        fact("held-since", formats.dateTime(row.heldSince()));
        fact("activation-cost", money(formats, row.activationCost(), row.currency()));
        fact("recurring-cost", money(formats, row.recurringCost(), row.currency()));
        fact(
                row.revenueFixed() ? "revenue" : "revenue.offered",
                money(formats, row.recurringRevenue(), row.revenueCurrency()));
        fact("margin", money(formats, row.margin(), row.currency()));
        var describe = ways.describe();
        if (describe == null) {
            fact("description", row.description());
        } else {
            fact(
                    "description",
                    new EditableText(row.description(), getTranslation("inventory.column.description"), 500, text -> {
                        close();
                        describe.accept(text);
                    }));
        }
        add(facts);
        var timeline = ways.timeline();
        if (timeline != null) {
            add(new H3(getTranslation("inventory.details.history")), timeline.get());
        }
        var spacer = new Span();
        spacer.addClassName("spacer");
        var close = new Button(getTranslation("ui.close"), _ -> close());
        close.setAutofocus(true);
        getHeader().add(copyButton(row));
        getFooter()
                .add(
                        turner(
                                VaadinIcon.ARROW_UP,
                                "inventory.details.previous",
                                () -> ways.turn().accept(-1)),
                        turner(
                                VaadinIcon.ARROW_DOWN,
                                "inventory.details.next",
                                () -> ways.turn().accept(1)),
                        spacer,
                        close);
        addClassName("number-panel");
        setModality(ModalityMode.MODELESS);
        setCloseOnOutsideClick(false);
    }

    private Button copyButton(DidRow row) {
        var copy = new Button(VaadinIcon.COPY_O.create(), _ -> Clipboard.copy(NumberText.plain(row.number())));
        copy.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        copy.setAriaLabel(getTranslation("inventory.menu.copy", NumberText.plain(row.number())));
        copy.setTooltipText(getTranslation("inventory.menu.copy", NumberText.plain(row.number())));
        return copy;
    }

    private Button turner(VaadinIcon icon, String key, Runnable turn) {
        var button = new Button(icon.create(), _ -> turn.run());
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        button.setAriaLabel(getTranslation(key));
        button.setTooltipText(getTranslation(key));
        return button;
    }

    private ChoiceBox groupBox(DidRow row, GroupEdit edit) {
        var box = new ChoiceBox(
                getTranslation("inventory.column.group"),
                getTranslation("inventory.filter.group.none"),
                edit.find(),
                chosen -> {
                    close();
                    edit.label().accept(chosen);
                });
        var group = row.group();
        if (group != null) {
            box.show(Choice.of(group.id()), List.of(group));
        }
        return box;
    }

    private static @Nullable String name(@Nullable Named named) {
        return named == null ? null : named.name();
    }

    private static @Nullable String money(Formats formats, @Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null || currency == null ? null : formats.money(amount, currency);
    }

    private void fact(String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fact(key, new Span(value));
        }
    }

    private void fact(String key, Component value) {
        facts.add(
                new DescriptionList.Term(getTranslation("inventory.column." + key)),
                new DescriptionList.Description(value));
    }
}
