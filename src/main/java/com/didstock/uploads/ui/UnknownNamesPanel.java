package com.didstock.uploads.ui;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RefusedException;
import com.didstock.ui.Card;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.didstock.uploads.UnknownNames;
import com.didstock.uploads.UnknownNames.UnknownHolder;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Vendor batches and DID groups that a file names and that are not there: to be created, or to be called by another name.
 * Holders of existing stock that are not there are only counted.
 */
final class UnknownNamesPanel extends Composite<Div> {

    private final Actor actor;
    private final StockNames names;
    private final List<String> batches;
    private final Map<String, String> instead = new HashMap<>();

    /** @param checkAgain checks the file again; told which names of the file stand for which vendor batches */
    UnknownNamesPanel(Actor actor, StockNames names, UnknownNames unknown, Consumer<Map<String, String>> checkAgain) {
        this.actor = actor;
        this.names = names;
        this.batches = names.batches(actor);
        var content = Card.titled(getTranslation("uploads.unknown.title"));
        var hint = new Paragraph(getTranslation("uploads.unknown.hint"));
        hint.addClassName("muted");
        var list = new Div();
        list.addClassName("file-columns");
        unknown.vendorBatches().forEach(name -> list.add(batch(name)));
        unknown.groups().forEach(name -> list.add(group(name)));
        unknown.holders().forEach(holder -> list.add(holder(holder)));
        var again = new Button(getTranslation("uploads.unknown.again"), _ -> checkAgain.accept(Map.copyOf(instead)));
        again.setDisableOnClick(true);
        var buttons = new Div(again);
        buttons.addClassName("row");
        content.add(hint, list, buttons);
        content.addClassName("stack");
        getContent().add(content);
    }

    private Div batch(String name) {
        var other = new ComboBox<String>();
        other.setAriaLabel(getTranslation("uploads.unknown.instead", name));
        other.setPlaceholder(getTranslation("uploads.unknown.choose"));
        other.setItems(batches);
        other.setClearButtonVisible(true);
        other.addValueChangeListener(event -> {
            if (event.getValue() == null) {
                instead.remove(name);
            } else {
                instead.put(name, event.getValue());
            }
        });
        var ways = new Div();
        ways.addClassName("row");
        var create = new Button(
                getTranslation("uploads.unknown.create"), _ -> names.createBatch(actor, name, () -> done(ways)));
        create.addThemeVariants(ButtonVariant.TERTIARY);
        ways.add(other, create);
        return row(name, "uploads.column.VENDOR_BATCH", ways);
    }

    private Div group(String name) {
        var ways = new Div();
        ways.addClassName("row");
        var create = new Button(getTranslation("uploads.unknown.create-group"), _ -> {
            try {
                names.createGroup(actor, name);
                done(ways);
            } catch (RefusedException refused) {
                Notifications.error(new UploadTexts(this).of(refused));
            }
        });
        create.addThemeVariants(ButtonVariant.TERTIARY);
        ways.add(create);
        return row(name, "uploads.column.GROUP", ways);
    }

    private Div holder(UnknownHolder holder) {
        var rows = Formats.current().count(holder.rows());
        return row(
                holder.name(),
                "uploads.column.HOLDER",
                new Span(getTranslation("uploads.unknown.rows", rows, holder.rows())));
    }

    private void done(Div ways) {
        ways.removeAll();
        ways.setText(getTranslation("uploads.unknown.created"));
    }

    private Div row(String name, String kind, Component ways) {
        var called = new Div(name);
        called.addClassName("file-column-name");
        var what = new Div(getTranslation(kind));
        what.addClassNames("file-column-samples", "muted");
        var row = new Div(new Div(called, what), ways);
        row.addClassName("file-column");
        return row;
    }
}
