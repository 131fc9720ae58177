package com.didstock.inventory.ui;

import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.MissingThings;
import com.didstock.tenancy.Actor;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Says that a search asks for something deleted, and takes away what asks for it: never by itself. */
final class GoneNote extends Composite<Div> {

    private final Actor actor;
    private final MissingThings things;
    private final Consumer<InventoryFilter> search;

    GoneNote(Actor actor, MissingThings things, Consumer<InventoryFilter> search) {
        this.actor = actor;
        this.things = things;
        this.search = search;
        getContent().addClassNames("note", "note-warn", "gone-note");
        getContent().getElement().setAttribute("role", "status");
    }

    void show(InventoryFilter filter) {
        var missing = things.of(actor, filter);
        getContent().removeAll();
        getContent().setVisible(!missing.isNothing());
        if (!missing.isNothing()) {
            var fields = missing.fields().stream()
                    .sorted()
                    .map(it -> getTranslation("inventory.field." + it.field().name()))
                    .collect(Collectors.joining(", "));
            var without = new Button(getTranslation("inventory.gone.without"), _ -> search.accept(missing.rest()));
            without.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
            getContent().add(new Span(getTranslation("inventory.gone", fields)), without);
        }
    }
}
