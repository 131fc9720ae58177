package com.didstock.customers.ui;

import com.didstock.conditions.SearchCondition;
import com.didstock.conditions.ui.ConditionChips;
import com.didstock.conditions.ui.ConditionDialog;
import com.didstock.customers.CustomerSearch;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChildTenantRow;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.didstock.ui.SheetLink;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.SvgIcon;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What narrows the list of customers beyond a name: the button, the builder, its sentence of chips; and the list as a file. */
final class CustomerNarrowing {

    private final Actor actor;
    private final CustomerSearch search;
    private final CustomerWords vocabulary;
    private final Consumer<CustomerPlace> go;
    private final Button button = new Button(new SvgIcon("icons/filter.svg"));
    private final ConditionChips chips;

    /** Also read when a file is fetched, outside of the screen's own thread. */
    private volatile CustomerPlace place = CustomerPlace.EVERYBODY;

    /** @param go is given the place to which the page is to change */
    CustomerNarrowing(Actor actor, CustomerSearch search, Consumer<CustomerPlace> go) {
        this.actor = actor;
        this.search = search;
        this.go = go;
        vocabulary = new CustomerWords(
                search.conditionFields(actor),
                () -> search.list(actor, "", null).stream()
                        .map(row -> row.child().currency()),
                button);
        button.setText(button.getTranslation("customers.advanced"));
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        button.addClassName("advanced-button");
        button.addClickListener(_ -> open());
        chips = new ConditionChips(vocabulary, left -> go.accept(place.withCondition(left)), this::open);
        chips.show(null);
    }

    Component button() {
        return button;
    }

    Component chips() {
        return chips;
    }

    /** {@return what is listed, to take along} */
    Component files() {
        var files = new Div();
        files.addClassName("charges-files");
        var header = search.header(actor);
        for (var format : SheetFormat.values()) {
            files.add(SheetLink.of(
                    button.getTranslation("customers.file." + format),
                    format,
                    "customers",
                    header,
                    sheet -> search.write(actor, place.text(), place.condition(), sheet)));
        }
        return files;
    }

    /** Takes over a place; a condition that asks for what the user does not have is left out, and it is told so. */
    void show(CustomerPlace wanted) {
        var condition = wanted.condition();
        if (condition != null && vocabulary.fields().problem(condition) != null) {
            Notifications.warning(button.getTranslation("customers.advanced.left-out"));
            condition = null;
        }
        place = wanted.withCondition(condition);
        chips.show(condition);
    }

    CustomerPlace place() {
        return place;
    }

    List<ChildTenantRow> find() {
        return search.list(actor, place.text(), place.condition());
    }

    private void open() {
        new ConditionDialog(
                        vocabulary,
                        place.condition(),
                        this::found,
                        condition -> go.accept(place.withCondition(condition)))
                .open();
    }

    private String found(@Nullable SearchCondition condition) {
        var hits = search.list(actor, place.text(), condition).size();
        return button.getTranslation("customers.found", Formats.current().count(hits));
    }
}
