package com.didstock.searches.ui;

import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.StockSearch;
import com.didstock.inventory.ui.StockSearches.Kept;
import com.didstock.inventory.ui.StockSearches.Search;
import com.didstock.searches.SavedSearch;
import com.didstock.searches.SavedSearches;
import com.didstock.searches.SearchedList;
import com.didstock.searches.ui.ListSearches.Asked;
import com.didstock.tenancy.Actor;
import com.vaadin.flow.component.Component;
import java.util.Optional;
import java.util.function.Consumer;

/** The searches of the inventory that one user keeps, with those that are pinned as tiles. */
final class StockPlaces implements Kept, ListSearches.Place {

    private final Actor actor;
    private final NumberInventory inventory;
    private final PinnedCounts counts;
    private final Consumer<Search> open;
    private final ListSearches searches;
    private final PinnedTiles tiles;

    StockPlaces(
            Actor actor,
            SavedSearches searches,
            NumberInventory inventory,
            PinnedCounts counts,
            Consumer<Search> open) {
        this.actor = actor;
        this.inventory = inventory;
        this.counts = counts;
        this.open = open;
        this.searches = new ListSearches(actor, searches, this);
        tiles = new PinnedTiles(counts, this.searches::toggle);
    }

    @Override
    public Component menu() {
        return searches.menu();
    }

    @Override
    public Component line() {
        return searches.line();
    }

    @Override
    public Component tiles() {
        return tiles;
    }

    @Override
    public Optional<Search> first() {
        return searches.first().map(StockPlaces::search);
    }

    @Override
    public void show(Search now) {
        searches.show(new Asked(now.what().query(), now.saved()));
    }

    @Override
    public void countAnew() {
        counts.forget();
    }

    @Override
    public SearchedList list() {
        return SearchedList.NUMBERS;
    }

    @Override
    public String normal(String query) {
        return StockSearch.of(query).query();
    }

    @Override
    public boolean isForMe(String query) {
        var what = StockSearch.of(query);
        var condition = what.filter().condition();
        return (condition == null || inventory.conditionFields(actor).problem(condition) == null)
                && (!what.sort().isMoney() || inventory.scope(actor).seesMoney());
    }

    @Override
    public void open(Asked wanted) {
        open.accept(search(wanted));
    }

    @Override
    public void changed() {
        tiles.show(searches.kept().stream().filter(SavedSearch::pinned).toList(), searches.active());
    }

    private static Search search(Asked asked) {
        return new Search(StockSearch.of(asked.query()), asked.saved());
    }
}
