package com.didstock.searches.ui;

import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.StockSearch;
import com.didstock.inventory.ui.StockSearches.Kept;
import com.didstock.inventory.ui.StockSearches.Search;
import com.didstock.searches.SavedSearch;
import com.didstock.searches.SavedSearches;
import com.didstock.searches.SavedSearches.Terms;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The searches that one user keeps, on one screen: what is open, and what is done with them. */
final class SavedSearchPlaces implements Kept, OpenSearchLine.Actions, ManageSearches.Actions {

    private final Actor actor;
    private final SavedSearches searches;
    private final NumberInventory inventory;
    private final PinnedCounts counts;
    private final Consumer<Search> open;
    private final SavedSearchMenu menu = new SavedSearchMenu(this::open, this::save, this::manage);
    private final OpenSearchLine line = new OpenSearchLine(this);
    private final PinnedTiles tiles;
    private List<SavedSearch> list;
    private Search now = new Search(StockSearch.EVERYTHING, null);

    SavedSearchPlaces(
            Actor actor,
            SavedSearches searches,
            NumberInventory inventory,
            PinnedCounts counts,
            Consumer<Search> open) {
        this.actor = actor;
        this.searches = searches;
        this.inventory = inventory;
        this.counts = counts;
        this.open = open;
        tiles = new PinnedTiles(counts, this::toggle);
        list = searches.list(actor);
    }

    @Override
    public Component menu() {
        return menu;
    }

    @Override
    public Component line() {
        return line;
    }

    @Override
    public Component tiles() {
        return tiles;
    }

    @Override
    public Optional<Search> first() {
        return searches.first(actor).filter(this::isForMe).map(SavedSearchPlaces::asSearch);
    }

    @Override
    public void show(Search wanted) {
        now = wanted;
        var current = current();
        var changed = current != null && isChanged(current);
        if (current == null) {
            line.hide();
        } else {
            line.show(current, changed);
        }
        menu.show(new SavedSearchMenu.Content(
                list, current == null ? null : current.id(), !now.what().equals(StockSearch.EVERYTHING)));
        tiles.show(
                list.stream().filter(SavedSearch::pinned).toList(),
                current == null || changed ? null : Integer.valueOf(current.id()));
    }

    @Override
    public void changed() {
        counts.forget();
    }

    private @Nullable SavedSearch current() {
        return list.stream()
                .filter(it -> Integer.valueOf(it.id()).equals(now.saved()))
                .findFirst()
                .orElse(null);
    }

    private boolean isChanged(SavedSearch search) {
        return !StockSearch.of(search.query()).equals(now.what());
    }

    private void refresh() {
        list = searches.list(actor);
        show(now);
    }

    // ------------------------------------------------------------------------------------------- opening

    @Override
    public void open(SavedSearch search) {
        if (isForMe(search)) {
            open.accept(asSearch(search));
        } else {
            Notifications.warning(line.getTranslation("searches.not-for-you", search.name()));
        }
    }

    /** A search that asks for what the user does not see is not opened without that: it would find more than it says. */
    private boolean isForMe(SavedSearch search) {
        var what = StockSearch.of(search.query());
        var condition = what.filter().condition();
        return (condition == null || inventory.conditionFields(actor).problem(condition) == null)
                && (!what.sort().isMoney() || inventory.scope(actor).seesMoney());
    }

    private void toggle(SavedSearch search) {
        if (Integer.valueOf(search.id()).equals(now.saved()) && !isChanged(search)) {
            closeSearch();
        } else {
            open(search);
        }
    }

    @Override
    public void restore() {
        var current = current();
        if (current != null) {
            open(current);
        }
    }

    @Override
    public void closeSearch() {
        open.accept(new Search(StockSearch.EVERYTHING, null));
    }

    private static Search asSearch(SavedSearch search) {
        return new Search(StockSearch.of(search.query()), search.id());
    }

    // ------------------------------------------------------------------------------------------- keeping

    private void save() {
        var current = current();
        save(current != null && current.changeable() ? current : null, true);
    }

    @Override
    public void saveAsNew() {
        save(null, false);
    }

    private void save(@Nullable SavedSearch over, boolean asks) {
        new SearchForm(line.getTranslation("searches.save.title"), over, asks)
                .dialog(draft -> attempt(() -> {
                    var terms = new Terms(draft.name(), now.what().query(), draft.shared());
                    var saved = over == null || draft.anew()
                            ? searches.save(actor, terms, draft.use())
                            : searches.update(actor, over.id(), over.version(), terms, draft.use());
                    kept(saved);
                }))
                .open();
    }

    @Override
    public void saveChanges() {
        var current = current();
        if (current != null) {
            tried(() -> kept(searches.update(
                    actor,
                    current.id(),
                    current.version(),
                    new Terms(current.name(), now.what().query(), current.shared()))));
        }
    }

    private void kept(SavedSearch saved) {
        refresh();
        Notifications.success(line.getTranslation("searches.saved", saved.name()));
        open.accept(new Search(now.what(), saved.id()));
    }

    // ------------------------------------------------------------------------------------------- managing

    private void manage() {
        refresh();
        new ManageSearches(() -> list, this).open();
    }

    @Override
    public void edit(SavedSearch search, Runnable done) {
        new SearchForm(line.getTranslation("searches.edit"), search, false)
                .dialog(draft -> attempt(() -> {
                    searches.update(
                            actor,
                            search.id(),
                            search.version(),
                            new Terms(draft.name(), search.query(), draft.shared()),
                            draft.use());
                    refresh();
                    done.run();
                }))
                .open();
    }

    @Override
    public void pin(SavedSearch search) {
        tried(() -> searches.pin(actor, search.id(), !search.pinned()));
    }

    @Override
    public void first(SavedSearch search) {
        tried(() -> searches.openFirst(actor, search.id(), !search.opensFirst()));
    }

    @Override
    public void delete(SavedSearch search) {
        tried(() -> searches.delete(actor, search.id()));
    }

    /** Says it on the screen if it can't be done. */
    private void tried(Runnable work) {
        try {
            attempt(work);
            refresh();
        } catch (FormDialog.Refused refused) {
            Notifications.error(refused.getMessage());
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RefusedException refused) {
            throw new FormDialog.Refused(line.getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        } catch (ChangedMeanwhileException | NotThereException _) {
            refresh();
            throw new FormDialog.Refused(line.getTranslation("searches.changed-meanwhile"));
        }
    }
}
