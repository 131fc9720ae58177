package com.didstock.api;

import com.didstock.inventory.Choice;
import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.FilterOptions.Kind;
import com.didstock.tenancy.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a request names: the actor's own batches, groups and children, by name. */
@Component
class OwnNames {

    /** Stands for "has none": for pricing batches, the unassigned DIDs. */
    static final String NONE = "NONE";

    private final FilterOptions options;

    OwnNames(FilterOptions options) {
        this.options = options;
    }

    /**
     * @param field in which it is named
     * @throws NamedThingException if the tenant has nothing of this name
     */
    int id(Actor actor, Kind kind, String name, String field) {
        return options.byName(actor, kind, name)
                .orElseThrow(() -> new NamedThingException(field))
                .id();
    }

    /** {@return a filter: null or blank for any, {@value #NONE} for none} */
    Choice choice(Actor actor, Kind kind, @Nullable String name, String field) {
        if (name == null || name.isBlank()) {
            return Choice.ANY;
        }
        return name.equals(NONE) ? Choice.NONE : Choice.of(id(actor, kind, name, field));
    }
}
