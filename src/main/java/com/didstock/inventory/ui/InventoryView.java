package com.didstock.inventory.ui;

import com.didstock.inventory.DidPage;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.HitCount;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.PageRequest;
import com.didstock.inventory.SearchLanguage;
import com.didstock.numbering.NumberSearch;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.ui.Card;
import com.didstock.ui.EmptyState;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** The numbers a tenant holds: search them, look at them, choose what to do with them. The URL says which. */
@Route("inventory")
@Menu(order = 10, title = "inventory.title", icon = "icons/hash.svg")
@PermitAll
class InventoryView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle, StockGrid.RowActions {

    /** A longer text, such as a pasted list, is not kept in the URL: servers and browsers cut it off. */
    private static final int LONGEST_IN_URL = 2_000;

    private final Actor actor;
    private final NumberInventory inventory;
    private final SearchLanguage language;
    private final StockTileBar tiles = new StockTileBar(filter -> go(place().search(filter)));
    private final SearchBar search;
    private final StockGrid grid;
    private final PageBar pages = new PageBar(page -> go(place().turn(page)), this::untickAll);
    private final Div empty = new Div();
    private final Optional<StockActions.Bar> bar;
    private InventoryPlace place = InventoryPlace.START;
    private HitCount hits = new HitCount(0, true);

    InventoryView(
            CurrentActor currentActor,
            NumberInventory inventory,
            FilterOptions options,
            SearchLanguage language,
            ObjectProvider<StockActions> actions) {
        this.actor = currentActor.actor();
        this.inventory = inventory;
        this.language = language;
        var scope = inventory.scope(actor);
        search = new SearchBar(
                actor,
                inventory,
                options,
                scope.ownVendors(),
                scope.hasChildren(),
                filter -> go(place().search(filter)));
        grid = new StockGrid(scope.hasChildren(), scope.ownVendors(), scope.mayLabel(), this);
        bar = actions.stream().findFirst().map(it -> it.bar(actor, this::refresh));

        var header = new ViewHeader(getPageTitle());
        if (scope.hasChildren()) {
            header.addActions(
                    new Anchor("pricing", getTranslation("inventory.link.pricing")),
                    new Anchor("groups", getTranslation("inventory.link.groups")));
        }
        if (scope.ownVendors()) {
            header.addActions(new Anchor("upload", getTranslation("inventory.link.upload")));
        }
        getContent().addClassName("inventory");
        getContent().add(header, tiles, new Card(search, grid, empty, pages));
        bar.ifPresent(it -> getContent().add(it.component()));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("inventory.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        place = InventoryPlace.of(event.getLocation().getQueryParameters());
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var page = event.getUI().getPage();
        page.retrieveExtendedClientDetails(details -> grid.fit(details.getWindowInnerWidth()));
        page.addBrowserWindowResizeListener(resized -> grid.fit(resized.getWidth()));
    }

    private InventoryPlace place() {
        return place;
    }

    private void go(InventoryPlace wanted) {
        if (wanted.filter().text().length() > LONGEST_IN_URL) {
            place = wanted;
            refresh();
        } else if (!wanted.equals(place)) {
            getUI().ifPresent(ui -> ui.navigate(InventoryView.class, wanted.parameters()));
        }
    }

    private void refresh() {
        var filter = place.filter();
        var understood = language.read(actor, filter.text());
        hits = inventory.count(actor, filter);
        var sortable = hits.exact() && hits.value() <= NumberInventory.EXACT_COUNT;
        var request = sortable || place.page().sort() == DidSort.NUMBER
                ? place.page()
                : new PageRequest(
                        DidSort.NUMBER, true, null, false, place.page().size());
        var page = inventory.page(actor, filter, request);
        tiles.show(inventory.tiles(actor), filter);
        search.show(filter, understood, hits);
        grid.show(page.rows(), understood, request, sortable);
        pages.show(request, page, hits, grid.ticked().size());
        showEmptiness(page, filter, understood);
        bar.ifPresent(it -> it.show(filter, hits, grid.ticked()));
    }

    /** Nothing found: says why and offers what might find it. */
    private void showEmptiness(DidPage page, InventoryFilter filter, NumberSearch understood) {
        empty.removeAll();
        var isEmpty = page.rows().isEmpty();
        grid.setVisible(!isEmpty);
        empty.setVisible(isEmpty || understood instanceof NumberSearch.OneOf);
        if (understood instanceof NumberSearch.OneOf list) {
            showUnknown(list);
        }
        if (!isEmpty) {
            return;
        }
        if (filter.isEverything()) {
            empty.add(new EmptyState(getTranslation("inventory.empty.title"), getTranslation("inventory.empty.hint")));
            return;
        }
        var state = new EmptyState(
                getTranslation("inventory.nothing.title"),
                getTranslation("inventory.nothing.hint"),
                new Button(getTranslation("inventory.nothing.clear"), _ -> go(InventoryPlace.START)));
        empty.add(state);
        if (understood instanceof NumberSearch.Pattern) {
            for (var other : Set.of(understood.asContains(), understood.asEndsWith())) {
                offer(filter.withText(other.text()));
            }
        }
    }

    private void offer(InventoryFilter other) {
        var found = inventory.count(actor, other);
        if (found.value() > 0) {
            var count = Formats.current().count(found.value());
            empty.add(new Button(
                    getTranslation("inventory.nothing.offer", other.text(), count), _ -> go(place.search(other))));
        }
    }

    private void showUnknown(NumberSearch.OneOf list) {
        var unknown = inventory.unknown(actor, list.numbers());
        if (!unknown.isEmpty() || !list.unreadable().isEmpty()) {
            var shown = Stream.concat(unknown.stream(), list.unreadable().stream())
                    .limit(20)
                    .toList();
            var note = new Div(getTranslation(
                    "inventory.list.unknown",
                    Formats.current()
                            .count(unknown.size() + (long) list.unreadable().size()),
                    String.join(", ", shown)));
            note.addClassNames("note", "note-warn");
            empty.add(note);
        }
    }

    private void untickAll() {
        grid.untickAll();
    }

    // ------------------------------------------------------------------------------------------- rows

    @Override
    public void details(DidRow row) {
        new NumberDialog(row).open();
    }

    @Override
    public void describe(DidRow row, String description) {
        try {
            inventory.describe(actor, row.number(), row.version(), description);
            Notifications.success(getTranslation("inventory.described", NumberText.plain(row.number())));
        } catch (StockChangedException _) {
            Notifications.warning(getTranslation("inventory.changed-meanwhile"));
        } catch (NotThereException _) {
            Notifications.warning(getTranslation("inventory.gone-meanwhile"));
        }
        refresh();
    }

    @Override
    public void ticked(Set<String> numbers) {
        pages.showTicked(numbers.size());
        bar.ifPresent(it -> it.show(place.filter(), hits, numbers));
    }

    @Override
    public void sort(DidSort sort, boolean ascending) {
        go(place.turn(new PageRequest(sort, ascending, null, false, place.page().size())));
    }
}
