package com.didstock.inventory.ui;

import com.didstock.inventory.DidSort;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.PageRequest;
import com.didstock.inventory.StockSearch;
import com.vaadin.flow.router.QueryParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where in the inventory somebody is: the search and the page, as the URL says it. Junk in a URL is ignored, never an
 * error.
 *
 * @param saved the saved search that it began as; null for none
 */
record InventoryPlace(
        InventoryFilter filter, PageRequest page, @Nullable Integer saved) {

    static final InventoryPlace START = new InventoryPlace(InventoryFilter.EVERYTHING, PageRequest.FIRST, null);

    /** Explicitly everything, where an address without parameters opens something else. */
    static final QueryParameters ALL = QueryParameters.of("all", "1");

    /**
     * @param size rows on a page where the address does not say
     */
    static InventoryPlace of(QueryParameters parameters, int size) {
        var values = parameters.getParameters().entrySet().stream()
                .filter(it -> !it.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().getFirst()));
        var search = StockSearch.of(values);
        var page = new PageRequest(
                search.sort(),
                search.ascending(),
                position(values),
                values.containsKey("back"),
                StockSearch.id(values.get("size"))
                        .filter(PageBar.SIZES::contains)
                        .orElse(size));
        return new InventoryPlace(
                search.filter(), page, StockSearch.id(values.get("saved")).orElse(null));
    }

    QueryParameters parameters() {
        var values = new LinkedHashMap<String, String>();
        if (saved != null) {
            values.put("saved", saved.toString());
        }
        values.putAll(search().parameters());
        var position = page.position();
        if (position != null) {
            put(values, "at", position.number());
            put(values, "value", position.value());
        }
        if (page.backwards()) {
            put(values, "back", "1");
        }
        if (page.size() != PageRequest.DEFAULT_SIZE) {
            put(values, "size", Integer.toString(page.size()));
        }
        return QueryParameters.simple(values);
    }

    StockSearch search() {
        return new StockSearch(filter, page.sort(), page.ascending());
    }

    /** The first page of a search that was saved, or of one that was not. */
    InventoryPlace open(StockSearch wanted, @Nullable Integer id) {
        return new InventoryPlace(
                wanted.filter(), new PageRequest(wanted.sort(), wanted.ascending(), null, false, page.size()), id);
    }

    /** Another search begins on its first page. Who asks for everything is done with what was saved. */
    InventoryPlace search(InventoryFilter wanted) {
        return new InventoryPlace(wanted, page.at(null, false), wanted.isEverything() ? null : saved);
    }

    InventoryPlace turn(PageRequest wanted) {
        return new InventoryPlace(filter, wanted, saved);
    }

    /** The same search sorted by number, from its first page: where there is too much to sort by anything else. */
    InventoryPlace byNumber() {
        return turn(new PageRequest(DidSort.NUMBER, true, null, false, page.size()));
    }

    /** Where one ends up who asks for a page behind the last, or before the first. */
    InventoryPlace end() {
        return turn(page.at(null, !page.backwards()));
    }

    private static void put(Map<String, String> values, String name, String value) {
        if (!value.isEmpty()) {
            values.put(name, value);
        }
    }

    private static PageRequest.@Nullable Position position(Map<String, String> values) {
        return Optional.ofNullable(values.get("at"))
                .filter(number -> number.matches("[0-9/:]{1,17}"))
                .map(number -> new PageRequest.Position(values.getOrDefault("value", ""), number))
                .orElse(null);
    }
}
