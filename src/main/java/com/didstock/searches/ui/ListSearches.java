package com.didstock.searches.ui;

import com.didstock.searches.SavedSearch;
import com.didstock.searches.SavedSearches;
import com.didstock.searches.SavedSearches.Terms;
import com.didstock.searches.SearchedList;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The searches of one list that one user keeps, on one screen: what is open, and what is done with them. */
public final class ListSearches implements OpenSearchLine.Actions, ManageSearches.Actions {

    private final Actor actor;
    private final SavedSearches searches;
    private final Place place;
    private final SavedSearchMenu menu = new SavedSearchMenu(this::open, this::save, this::manage);
    private final OpenSearchLine line = new OpenSearchLine(this);
    private List<SavedSearch> kept;
    private Asked now = new Asked("", null);

    /** The list that is searched. */
    public interface Place {

        SearchedList list();

        /** {@return the query as the list itself writes it, so that two that ask for the same are equal} */
        String normal(String query);

        /** {@return whether the user sees all that the query asks for} */
        boolean isForMe(String query);

        /** Shows what is asked for. */
        void open(Asked wanted);

        /** Tells that other searches are kept now, or another one is open. */
        default void changed() {}
    }

    /**
     * What is searched.
     *
     * @param query in the words of the list's address; empty for everything
     * @param saved the saved search that it began as; null for none
     */
    public record Asked(String query, @Nullable Integer saved) {}

    public ListSearches(Actor actor, SavedSearches searches, Place place) {
        this.actor = actor;
        this.searches = searches;
        this.place = place;
        kept = searches.list(actor, place.list());
    }

    /** {@return a tool of the search bar} */
    public Component menu() {
        return menu;
    }

    /** {@return what is open, to stand below the search bar} */
    public Component line() {
        return line;
    }

    /** {@return the search with which the list opens if its address asks for nothing; none for everything} */
    public Optional<Asked> first() {
        return searches.first(actor, place.list())
                .filter(it -> place.isForMe(it.query()))
                .map(ListSearches::asked);
    }

    /** Tells what is searched. */
    public void show(Asked wanted) {
        now = wanted;
        var current = current();
        if (current == null) {
            line.hide();
        } else {
            line.show(current, isChanged(current));
        }
        menu.show(new SavedSearchMenu.Content(
                kept, current == null ? null : current.id(), !now.query().isEmpty()));
        place.changed();
    }

    List<SavedSearch> kept() {
        return kept;
    }

    /** {@return the search that is in force just as it was saved; null for none} */
    @Nullable
    Integer active() {
        var current = current();
        return current == null || isChanged(current) ? null : Integer.valueOf(current.id());
    }

    private @Nullable SavedSearch current() {
        return kept.stream()
                .filter(it -> Integer.valueOf(it.id()).equals(now.saved()))
                .findFirst()
                .orElse(null);
    }

    private boolean isChanged(SavedSearch search) {
        return !place.normal(search.query()).equals(place.normal(now.query()));
    }

    private void refresh() {
        kept = searches.list(actor, place.list());
        show(now);
    }

    // ------------------------------------------------------------------------------------------- opening

    /** A search that asks for what the user does not see is not opened without that: it would find more than it says. */
    @Override
    public void open(SavedSearch search) {
        if (place.isForMe(search.query())) {
            place.open(asked(search));
        } else {
            Notifications.warning(line.getTranslation("searches.not-for-you", search.name()));
        }
    }

    void toggle(SavedSearch search) {
        if (Integer.valueOf(search.id()).equals(active())) {
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
        place.open(new Asked("", null));
    }

    private static Asked asked(SavedSearch search) {
        return new Asked(search.query(), search.id());
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
        new SearchForm(line.getTranslation("searches.save.title"), over, asks, hasTiles())
                .dialog(draft -> attempt(() -> {
                    var terms = new Terms(draft.name(), now.query(), draft.shared());
                    var saved = over == null || draft.anew()
                            ? searches.save(actor, place.list(), terms, draft.use())
                            : searches.update(actor, over.id(), over.version(), terms, draft.use());
                    opened(saved);
                }))
                .open();
    }

    @Override
    public void saveChanges() {
        var current = current();
        if (current != null) {
            tried(() -> opened(searches.update(
                    actor, current.id(), current.version(), new Terms(current.name(), now.query(), current.shared()))));
        }
    }

    private void opened(SavedSearch saved) {
        refresh();
        Notifications.success(line.getTranslation("searches.saved", saved.name()));
        place.open(new Asked(now.query(), saved.id()));
    }

    // ------------------------------------------------------------------------------------------- managing

    private boolean hasTiles() {
        return place.list() == SearchedList.NUMBERS;
    }

    private void manage() {
        refresh();
        new ManageSearches(() -> kept, hasTiles(), this).open();
    }

    @Override
    public void edit(SavedSearch search, Runnable done) {
        new SearchForm(line.getTranslation("searches.edit"), search, false, hasTiles())
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
