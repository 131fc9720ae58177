package com.didstock.inventory.ui;

import com.didstock.inventory.DidRow;
import com.didstock.inventory.Named;
import com.didstock.ui.Formats;
import com.didstock.ui.StatusBadge;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;

/** All that is known of one number at the holder's own level. */
final class NumberDialog extends Dialog {

    private final DescriptionList facts = new DescriptionList();

    NumberDialog(DidRow row) {
        var formats = Formats.current();
        setHeaderTitle(NumberText.plain(row.number()));
        facts.addClassName("facts");
        fact(
                "status",
                new StatusBadge(getTranslation("inventory.status." + row.status()), StockCells.kind(row.status())));
        fact("country", row.country() == null ? null : Countries.name(row.country(), getLocale()));
        fact("area", row.area());
        fact("type", getTranslation("inventory.type." + row.numberType()));
        fact("class", getTranslation("inventory.class." + row.numberClass()));
        fact("group", name(row.group()));
        fact("child", name(row.child()));
        fact("batch", name(row.pricingBatch()));
        fact("home-batch", name(row.homeBatch()));
        fact("vendor-batch", name(row.vendorBatch()));
        fact("supply", row.supplyLabel());
        fact("held-since", formats.dateTime(row.heldSince()));
        fact("activation-cost", money(formats, row.activationCost(), row.currency()));
        fact("recurring-cost", money(formats, row.recurringCost(), row.currency()));
        fact("revenue", money(formats, row.recurringRevenue(), row.revenueCurrency()));
        fact("margin", money(formats, row.margin(), row.currency()));
        fact("description", row.description());
        add(facts);
        getFooter().add(new Button(getTranslation("ui.close"), _ -> close()));
        setWidth("480px");
        setMaxWidth("100vw");
    }

    private static @Nullable String name(@Nullable Named named) {
        return named == null ? null : named.name();
    }

    private static @Nullable String money(
            Formats formats, java.math.@Nullable BigDecimal amount, @Nullable String currency) {
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
