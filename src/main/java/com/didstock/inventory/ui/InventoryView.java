package com.didstock.inventory.ui;

import com.didstock.inventory.DidRow;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.HitCount;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.MissingThings;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.PageRequest;
import com.didstock.inventory.SearchLanguage;
import com.didstock.numbering.NumberSearch;
import com.didstock.settings.UserSettings;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.TooHeavyException;
import com.didstock.ui.Card;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** The numbers a tenant holds: search them, look at them, choose what to do with them. The URL says which. */
@Route("inventory")
@Menu(order = 10, title = "inventory.title", icon = "icons/hash.svg")
@PermitAll
@OpenTo(customersTitle = InventoryView.CUSTOMERS_TITLE)
class InventoryView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle, StockGrid.RowActions {

    static final String CUSTOMERS_TITLE = "inventory.title.customer";

    /** A longer search, such as a pasted list of many thousand numbers, is not kept in the URL: servers refuse it. */
    private static final int LONGEST_IN_URL = 40_000;

    private final Actor actor;
    private final NumberInventory inventory;
    private final SearchLanguage language;
    private final boolean sells;
    private final boolean seesMoney;
    private final StockTileBar tiles;
    private final SearchBar search;
    private final AdvancedSearch advanced;
    private final Optional<StockAccounts> accounts;
    private final KeptLayout layout;
    private final StockGrid grid;
    private final NumberDetails details;
    private final PageBar pages = new PageBar(this::turn, this::untickAll, this::showTickedOnly);
    private final NothingFound nothing;
    private final Optional<StockActions.Bar> bar;
    private final Optional<StockDownloads.Menu> downloads;
    private final Optional<StockSearches.Kept> kept;
    private final GoneNote gone;
    private InventoryPlace place = InventoryPlace.START;
    private QueryParameters entered = QueryParameters.empty();
    private HitCount hits = new HitCount(0, true);

    InventoryView(
            CurrentActor currentActor,
            NumberInventory inventory,
            FilterOptions options,
            SearchLanguage language,
            MissingThings things,
            ObjectProvider<StockActions> actions,
            ObjectProvider<StockDownloads> files,
            ObjectProvider<StockSearches> searches,
            ObjectProvider<StockTimeline> timelines,
            ObjectProvider<StockAccounts> accounts,
            ObjectProvider<StockRowAction> rowActions,
            UserSettings settings) {
        this.actor = currentActor.actor();
        this.inventory = inventory;
        this.language = language;
        var scope = inventory.scope(actor);
        sells = scope.hasChildren();
        seesMoney = scope.seesMoney();
        tiles = new StockTileBar(sells, filter -> go(place().search(filter)));
        search = new SearchBar(
                actor,
                inventory,
                options,
                scope.ownVendors(),
                scope.hasChildren(),
                filter -> go(place().search(filter)));
        advanced = new AdvancedSearch(actor, inventory, options, () -> place, filter -> go(place().search(filter)));
        search.addTool(advanced.button());
        this.accounts = accounts.stream().findFirst();
        layout = new KeptLayout(actor, settings, scope);
        grid = new StockGrid(layout, this);
        new RowMenu(
                grid,
                this::details,
                rowActions.orderedStream().filter(it -> it.isFor(actor)).toList(),
                grid::ticked,
                narrower -> go(place.search(narrower.apply(place.filter()))));
        details = new NumberDetails(
                actor, inventory, options, scope.mayLabel(), timelines.stream().findFirst(), grid, this::refresh);
        nothing = new NothingFound(actor, inventory, filter -> go(place().search(filter)));
        downloads = files.stream().findFirst().map(it -> it.menu(actor, this::shown));
        kept = searches.stream()
                .findFirst()
                .map(it -> it.kept(actor, wanted -> go(place().open(wanted.what(), wanted.saved()))));
        gone = new GoneNote(actor, things, filter -> go(place().search(filter)));
        bar = actions.stream().findFirst().map(it -> it.bar(actor, this::refreshChanged));

        var header = new ViewHeader(getPageTitle());
        header.addActions(links(scope));
        downloads.ifPresent(it -> header.addActions(it.component()));
        header.addActions(columns());
        getContent().addClassName("inventory");
        var card = new Card(search);
        kept.ifPresent(it -> {
            search.addTool(it.menu());
            card.add(it.line());
            tiles.add(it.tiles());
        });
        card.add(gone, advanced.chips(), grid, nothing, pages);
        getContent().add(header, tiles, card);
        bar.ifPresent(it -> getContent().add(it.component()));
    }

    private Component[] links(NumberInventory.Scope scope) {
        var sellers = scope.hasChildren() ? Stream.of("pricing", "groups") : Stream.<String>empty();
        var buyers = scope.ownVendors() ? Stream.of("upload") : Stream.<String>empty();
        return Stream.concat(sellers, buyers)
                .map(it -> new Anchor(it, getTranslation("inventory.link." + it)))
                .toArray(Component[]::new);
    }

    @Override
    public String getPageTitle() {
        return getTranslation(sells ? "inventory.title" : CUSTOMERS_TITLE);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getLocation().getQueryParameters();
        var first = parameters.getParameters().isEmpty() ? first() : Optional.<QueryParameters>empty();
        if (first.isPresent()) {
            event.forwardTo(InventoryView.class, first.get());
            return;
        }
        entered = parameters;
        var asked =
                advanced.understood(InventoryPlace.of(parameters, layout.now().size()));
        place = seesMoney || !asked.page().sort().isMoney() ? asked : asked.byNumber();
        refresh();
    }

    private Optional<QueryParameters> first() {
        return kept.flatMap(StockSearches.Kept::first)
                .map(it -> InventoryPlace.START.open(it.what(), it.saved()).parameters());
    }

    private InventoryPlace place() {
        return place;
    }

    private Button columns() {
        var button = new Button(VaadinIcon.GRID_H.create(), _ -> new ColumnChooser(layout, grid.isWide()).open());
        button.addThemeVariants(ButtonVariant.LUMO_ICON);
        button.setAriaLabel(getTranslation("inventory.columns"));
        button.setTooltipText(getTranslation("inventory.columns"));
        button.addClassName("columns-button");
        return button;
    }

    /** Who chooses a size wants it from now on. */
    private void turn(PageRequest wanted) {
        if (wanted.size() != place.page().size()) {
            layout.keep(layout.now().withSize(wanted.size()));
        }
        go(place.turn(wanted));
    }

    private void go(InventoryPlace wanted) {
        if (wanted.parameters().getQueryString().length() > LONGEST_IN_URL
                || wanted.parameters().equals(entered)) {
            place = wanted;
            refresh();
        } else if (!wanted.equals(place)) {
            var parameters = wanted.parameters();
            var address = parameters.getParameters().isEmpty() && first().isPresent() ? InventoryPlace.ALL : parameters;
            getUI().ifPresent(ui -> ui.navigate(InventoryView.class, address));
        }
    }

    private void refresh() {
        var understood = language.read(actor, place.filter().text());
        advanced.show(place.filter());
        gone.show(place.filter());
        kept.ifPresent(it -> it.show(new StockSearches.Search(place.search(), place.saved())));
        try {
            refresh(place.filter(), understood);
        } catch (TooHeavyException _) {
            search.showTooHeavy(place.filter(), understood);
            grid.setVisible(false);
            pages.setVisible(false);
            nothing.showTooHeavy();
            hits = new HitCount(0, true);
            bar.ifPresent(it -> it.show(place.filter(), hits, grid.ticked()));
        }
    }

    private void refresh(InventoryFilter filter, NumberSearch understood) {
        hits = inventory.count(actor, filter);
        var sortable = hits.exact() && hits.value() <= NumberInventory.EXACT_COUNT;
        var now = sortable || place.page().sort() == DidSort.NUMBER ? place : place.byNumber();
        var page = inventory.page(actor, filter, now.page());
        if (page.rows().isEmpty() && hits.value() > 0) {
            now = now.end();
            page = inventory.page(actor, filter, now.page());
        }
        tiles.show(inventory.tiles(actor), filter);
        search.show(filter, understood, hits);
        grid.setVisible(!page.rows().isEmpty());
        grid.show(page.rows(), understood, now.page(), sortable, filter.inARow() != null);
        nothing.show(filter, understood, page.rows().isEmpty());
        pages.setVisible(!page.rows().isEmpty());
        pages.show(now.page(), page, hits, grid.ticked().size());
        bar.ifPresent(it -> it.show(filter, hits, grid.ticked()));
        downloads.ifPresent(it -> it.showTicked(grid.ticked().size()));
    }

    private StockDownloads.Shown shown() {
        var page = place.page();
        return new StockDownloads.Shown(
                place.filter(), page.sort(), page.ascending(), grid.ticked(), grid.visibleColumns());
    }

    /** Numbers that left the inventory are no longer ticked. */
    private void refreshChanged() {
        grid.untick(inventory.unknown(actor, List.copyOf(grid.ticked())));
        kept.ifPresent(StockSearches.Kept::countAnew);
        refresh();
    }

    private void showTickedOnly() {
        go(place.search(InventoryFilter.EVERYTHING.withText(String.join("\n", new TreeSet<>(grid.ticked())))));
    }

    @Override
    public void tooManyTicked() {
        Notifications.warning(getTranslation("inventory.tick.most", StockGrid.MOST_TICKED));
    }

    private void untickAll() {
        grid.untickAll();
    }

    // ------------------------------------------------------------------------------------------- rows

    @Override
    public void details(DidRow row) {
        details.open(row);
    }

    @Override
    public void describe(DidRow row, String description) {
        details.describe(row, description);
    }

    @Override
    public Map<String, String> accounts(List<String> numbers) {
        return accounts.map(it -> it.using(actor, numbers)).orElse(Map.of());
    }

    @Override
    public void ticked(Set<String> numbers) {
        pages.showTicked(numbers.size());
        downloads.ifPresent(it -> it.showTicked(numbers.size()));
        bar.ifPresent(it -> it.show(place.filter(), hits, numbers));
    }

    @Override
    public void sort(DidSort sort, boolean ascending) {
        go(place.turn(new PageRequest(sort, ascending, null, false, place.page().size())));
    }
}
