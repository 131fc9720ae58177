package com.didstock.assignment.ui;

import com.didstock.assignment.Assignments;
import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.ui.StockActions;
import com.didstock.tenancy.Actor;
import org.springframework.stereotype.Component;

/** Fills the inventory's place for actions with the bulk operations. */
@Component
class BulkActions implements StockActions {

    private final Assignments assignments;
    private final FilterOptions options;

    BulkActions(Assignments assignments, FilterOptions options) {
        this.assignments = assignments;
        this.options = options;
    }

    @Override
    public Bar bar(Actor actor, Runnable changed) {
        return new ActionBar(actor, assignments, options, changed);
    }
}
