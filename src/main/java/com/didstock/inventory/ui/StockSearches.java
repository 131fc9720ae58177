package com.didstock.inventory.ui;

import com.didstock.inventory.StockSearch;
import com.didstock.tenancy.Actor;
import com.vaadin.flow.component.Component;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How searches of the inventory are kept. The inventory offers the places; others fill them. */
public interface StockSearches {

    /**
     * @param open shows another search
     */
    Kept kept(Actor actor, Consumer<Search> open);

    /**
     * A search on the screen.
     *
     * @param saved the saved search that it began as; null for none
     */
    record Search(StockSearch what, @Nullable Integer saved) {}

    /** The searches that are kept, wherever the screen shows them. */
    interface Kept {

        /** A tool of the search bar. */
        Component menu();

        /** Below the search bar: what is open. */
        Component line();

        /** Beside the state tiles: what is pinned. */
        Component tiles();

        /** {@return the search with which the inventory opens if its address asks for nothing; none for everything} */
        Optional<Search> first();

        /** Tells what is searched. */
        void show(Search now);

        /** Tells that numbers changed, so that what was counted no longer holds. */
        void countAnew();
    }
}
