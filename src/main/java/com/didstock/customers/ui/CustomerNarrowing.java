package com.didstock.customers.ui;

import com.didstock.conditions.SearchCondition;
import com.didstock.conditions.ui.ConditionChips;
import com.didstock.conditions.ui.ConditionDialog;
import com.didstock.customers.CustomerQuery;
import com.didstock.customers.CustomerSearch;
import com.didstock.searches.SavedSearches;
import com.didstock.searches.SearchedList;
import com.didstock.searches.ui.ListSearches;
import com.didstock.searches.ui.ListSearches.Asked;
import com.didstock.sheets.Sheet;
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
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What narrows the list of customers beyond a name: the button, the builder, its sentence of chips, the searches that are
 * kept; and the list as a file.
 */
final class CustomerNarrowing implements ListSearches.Place {

    private final Actor actor;
    private final CustomerSearch search;
    private final CustomerWords vocabulary;
    private final Consumer<CustomerPlace> go;
    private final Button button = new Button(new SvgIcon("icons/filter.svg"));
    private final ConditionChips chips;
    private final ListSearches searches;

    /** Also read when a file is fetched, outside of the screen's own thread. */
    private volatile CustomerPlace place = CustomerPlace.EVERYBODY;

    /** @param go is given the place to which the page is to change */
    CustomerNarrowing(Actor actor, CustomerSearch search, SavedSearches saved, Consumer<CustomerPlace> go) {
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
        chips = new ConditionChips(vocabulary, left -> narrow(place.what().withCondition(left)), this::open);
        chips.show(null);
        searches = new ListSearches(actor, saved, this);
    }

    Component tools() {
        var tools = new Div(button, searches.menu());
        tools.addClassName("search-tools");
        return tools;
    }

    Component sentence() {
        return new Div(searches.line(), chips);
    }

    /** {@return the place with which the page opens if its address asks for nothing} */
    Optional<CustomerPlace> first() {
        return searches.first().map(CustomerNarrowing::place);
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
                    sheet -> write(sheet)));
        }
        return files;
    }

    private void write(Sheet sheet) throws IOException {
        var what = place.what();
        search.write(actor, what.text(), what.condition(), sheet);
    }

    /** Takes over a place; a condition that asks for what the user does not have is left out, and it is told so. */
    void show(CustomerPlace wanted) {
        var condition = wanted.what().condition();
        if (condition != null && vocabulary.fields().problem(condition) != null) {
            Notifications.warning(button.getTranslation("customers.advanced.left-out"));
            condition = null;
        }
        place = new CustomerPlace(wanted.what().withCondition(condition), wanted.saved());
        chips.show(condition);
        searches.show(new Asked(place.what().query(), place.saved()));
    }

    CustomerPlace place() {
        return place;
    }

    List<ChildTenantRow> find() {
        return search.list(actor, place.what().text(), place.what().condition());
    }

    void narrow(CustomerQuery wanted) {
        go.accept(place.search(wanted));
    }

    @Override
    public SearchedList list() {
        return SearchedList.CUSTOMERS;
    }

    @Override
    public String normal(String query) {
        return CustomerQuery.of(query).query();
    }

    @Override
    public boolean isForMe(String query) {
        var condition = CustomerQuery.of(query).condition();
        return condition == null || vocabulary.fields().problem(condition) == null;
    }

    @Override
    public void open(Asked wanted) {
        go.accept(place(wanted));
    }

    private static CustomerPlace place(Asked asked) {
        return new CustomerPlace(CustomerQuery.of(asked.query()), asked.saved());
    }

    private void open() {
        new ConditionDialog(
                        vocabulary,
                        place.what().condition(),
                        this::found,
                        condition -> narrow(place.what().withCondition(condition)))
                .open();
    }

    private String found(@Nullable SearchCondition condition) {
        var hits = search.list(actor, place.what().text(), condition).size();
        return button.getTranslation("customers.found", Formats.current().count(hits));
    }
}
