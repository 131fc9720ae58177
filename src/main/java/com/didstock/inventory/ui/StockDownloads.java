package com.didstock.inventory.ui;

import com.didstock.inventory.DidSort;
import com.didstock.inventory.InventoryFilter;
import com.didstock.tenancy.Actor;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** How the numbers that the inventory shows are taken along as a file. The inventory offers the place; others fill it. */
public interface StockDownloads {

    Menu menu(Actor actor, Supplier<Shown> shown);

    /**
     * What the list shows.
     *
     * @param ticked numbers, over all pages
     * @param columns keys of the list's columns that can be seen; empty where it has none to speak of, as on a phone
     */
    record Shown(InventoryFilter filter, DidSort sort, boolean ascending, Set<String> ticked, List<String> columns) {

        public Shown {
            ticked = Set.copyOf(ticked);
            columns = List.copyOf(columns);
        }
    }

    /** The menu beside the heading. */
    interface Menu {

        Component component();

        /** Tells how many numbers are ticked. */
        void showTicked(int count);
    }
}
