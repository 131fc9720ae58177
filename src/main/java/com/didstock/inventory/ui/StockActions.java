package com.didstock.inventory.ui;

import com.didstock.inventory.HitCount;
import com.didstock.inventory.InventoryFilter;
import com.didstock.tenancy.Actor;
import com.vaadin.flow.component.Component;
import java.util.Set;

/** What can be done with the numbers that the inventory shows. The inventory offers the place; others fill it. */
public interface StockActions {

    /**
     * @param changed to be run when numbers changed, so that the list shows them as they now are
     */
    Bar bar(Actor actor, Runnable changed);

    /** The bar below the list. */
    interface Bar {

        Component component();

        /** Tells what is found and what is ticked. */
        void show(InventoryFilter filter, HitCount hits, Set<String> ticked);
    }
}
