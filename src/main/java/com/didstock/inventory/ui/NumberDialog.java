package com.didstock.inventory.ui;

import com.didstock.inventory.DidRow;
import com.didstock.inventory.Named;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** All that is known of one number at the holder's own level. */
final class NumberDialog extends Dialog {

    private final DescriptionList facts = new DescriptionList();

    NumberDialog(DidRow row) {
        var formats = Formats.current();
        setHeaderTitle(NumberText.plain(row.number()));
        facts.addClassName("facts");
        var cells = new StockCells(this::getTranslation, _ -> {});
        fact("status", cells.status(row));
        fact("country.name", row.country() == null ? null : Countries.name(row.country(), getLocale()));
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
