package com.didstock.inventory.ui;

import com.didstock.inventory.Choice;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.Named;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that is known of one number at the holder's own level; its group can be changed here. */
final class NumberDialog extends Dialog {

    /**
     * How the group is changed.
     *
     * @param find the groups to choose from
     * @param label puts the number into the group chosen, or into none
     */
    record GroupEdit(Function<FilterOptions.Slice, List<Named>> find, Consumer<Choice> label) {}

    private final DescriptionList facts = new DescriptionList();

    /**
     * @param groupEdit null for those who may not label
     */
    NumberDialog(DidRow row, @Nullable GroupEdit groupEdit) {
        var formats = Formats.current();
        setHeaderTitle(NumberText.plain(row.number()));
        facts.addClassName("facts");
        var cells = new StockCells(this::getTranslation, _ -> {});
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
        fact("description", row.description());
        add(facts);
        var history = new Anchor("activity?number=" + row.number(), getTranslation("inventory.details.history"));
        var spacer = new Span();
        spacer.addClassName("spacer");
        var close = new Button(getTranslation("ui.close"), _ -> close());
        close.setAutofocus(true);
        getFooter().add(history, spacer, close);
        setWidth("480px");
        setMaxWidth("100vw");
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
