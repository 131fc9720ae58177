package com.didstock.inventory.ui;

import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.numbering.NumberSearch;
import com.didstock.tenancy.Actor;
import com.didstock.ui.Clipboard;
import com.didstock.ui.EmptyState;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a search did not find: why there is nothing, what might find it, and which numbers of a list are unknown. */
final class NothingFound extends Composite<Div> {

    private static final int SHOWN = 20;

    private final Actor actor;
    private final NumberInventory inventory;
    private final Consumer<InventoryFilter> search;

    NothingFound(Actor actor, NumberInventory inventory, Consumer<InventoryFilter> search) {
        this.actor = actor;
        this.inventory = inventory;
        this.search = search;
        getContent().getElement().setAttribute("role", "status");
    }

    /** @param foundNothing whether the list is empty */
    void show(InventoryFilter filter, NumberSearch understood, boolean foundNothing) {
        var content = getContent();
        content.removeAll();
        if (understood instanceof NumberSearch.OneOf list) {
            showUnknown(list);
        }
        if (foundNothing) {
            content.add(
                    filter.isEverything()
                            ? new EmptyState(
                                    getTranslation("inventory.empty.title"), getTranslation("inventory.empty.hint"))
                            : nothing(filter, understood));
        }
        content.setVisible(content.getComponentCount() > 0);
    }

    /** The search takes longer than a screen may. */
    void showTooHeavy() {
        getContent().removeAll();
        getContent()
                .add(new EmptyState(
                        getTranslation("inventory.too-heavy.title"),
                        getTranslation("inventory.too-heavy.hint"),
                        new Button(
                                getTranslation("inventory.nothing.clear"),
                                _ -> search.accept(InventoryFilter.EVERYTHING))));
        getContent().setVisible(true);
    }

    private Component nothing(InventoryFilter filter, NumberSearch understood) {
        var ways = new ArrayList<Component>();
        if (understood instanceof NumberSearch.Pattern) {
            var others = new LinkedHashSet<>(List.of(
                    understood.asContains().text(), understood.asEndsWith().text()));
            others.remove(understood.text());
            others.forEach(other -> offer(filter.withText(other), ways));
        }
        if (filter.inARow() != null) {
            ways.add(
                    new Button(getTranslation("inventory.nothing.alone"), _ -> search.accept(filter.withInARow(null))));
        }
        ways.add(new Button(getTranslation("inventory.nothing.clear"), _ -> search.accept(InventoryFilter.EVERYTHING)));
        var inARow = filter.inARow();
        return new EmptyState(
                getTranslation("inventory.nothing.title"),
                inARow == null
                        ? getTranslation("inventory.nothing.hint")
                        : getTranslation(
                                "inventory.nothing.in-a-row", Formats.current().count(inARow)),
                ways.toArray(Component[]::new));
    }

    private void offer(InventoryFilter other, List<Component> ways) {
        var found = inventory.count(actor, other);
        if (found.value() > 0) {
            var count = Formats.current().count(found.value());
            ways.add(new Button(
                    getTranslation(
                            found.exact() ? "inventory.nothing.offer" : "inventory.nothing.offer.over",
                            other.text(),
                            count),
                    _ -> search.accept(other)));
        }
    }

    private void showUnknown(NumberSearch.OneOf list) {
        var unknown = Stream.concat(
                        inventory.unknown(actor, list.numbers()).stream().map(NumberText::plain),
                        list.unreadable().stream())
                .toList();
        if (!unknown.isEmpty()) {
            var shown = String.join(", ", unknown.subList(0, Math.min(SHOWN, unknown.size())));
            var note = new Div(new Div(getTranslation(
                    "inventory.list.unknown",
                    Formats.current().count(unknown.size()),
                    unknown.size() > SHOWN ? shown + " …" : shown,
                    Formats.current()
                            .count(list.numbers().size() + list.unreadable().size()))));
            note.addClassNames("note", "note-warn");
            note.add(
                    new Button(getTranslation("inventory.list.copy"), _ -> Clipboard.copy(String.join("\n", unknown))));
            getContent().add(note);
        }
    }
}
