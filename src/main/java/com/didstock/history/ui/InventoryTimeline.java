package com.didstock.history.ui;

import com.didstock.history.NumberHistory;
import com.didstock.inventory.ui.StockTimeline;
import com.didstock.tenancy.Actor;
import com.vaadin.flow.component.Component;

/** Shows the timeline of a number beside its facts in the inventory. */
@org.springframework.stereotype.Component
class InventoryTimeline implements StockTimeline {

    private final NumberHistory numbers;

    InventoryTimeline(NumberHistory numbers) {
        this.numbers = numbers;
    }

    @Override
    public Component of(Actor actor, String number) {
        return new Timeline(numbers.timeline(actor, number));
    }
}
