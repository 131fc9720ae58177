package com.didstock.dashboard.ui;

import com.didstock.inventory.DidSort;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.StockSearch;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;

/** A link to these numbers in the inventory. */
final class InventoryLink {

    private InventoryLink() {}

    static Anchor to(InventoryFilter filter, String text) {
        var search = new StockSearch(filter, DidSort.NUMBER, true);
        var place = new Location("inventory", QueryParameters.simple(search.parameters()));
        return new Anchor(place.getPathWithQueryParameters(), text);
    }
}
