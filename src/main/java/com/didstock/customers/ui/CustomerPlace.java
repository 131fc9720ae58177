package com.didstock.customers.ui;

import com.didstock.customers.CustomerQuery;
import com.didstock.inventory.StockSearch;
import com.vaadin.flow.router.QueryParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the page of customers shows, as its address says it.
 *
 * @param saved the saved search that it began as; null for none
 */
record CustomerPlace(CustomerQuery what, @Nullable Integer saved) {

    static final CustomerPlace EVERYBODY = new CustomerPlace(CustomerQuery.EVERYBODY, null);

    /** Explicitly everybody, where an address without parameters opens something else. */
    static final QueryParameters ALL = QueryParameters.of("all", "1");

    static CustomerPlace of(QueryParameters parameters) {
        var values = parameters.getParameters().entrySet().stream()
                .filter(it -> !it.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().getFirst()));
        return new CustomerPlace(
                CustomerQuery.of(values), StockSearch.id(values.get("saved")).orElse(null));
    }

    QueryParameters parameters() {
        var values = new LinkedHashMap<String, String>();
        if (saved != null) {
            values.put("saved", saved.toString());
        }
        values.putAll(what.parameters());
        return QueryParameters.simple(values);
    }

    /** Who asks for everybody is done with what was saved. */
    CustomerPlace search(CustomerQuery wanted) {
        return new CustomerPlace(wanted, wanted.equals(CustomerQuery.EVERYBODY) ? null : saved);
    }
}
