package com.didstock.history.ui;

import com.didstock.history.NumberHistory;
import com.didstock.history.NumberStays;
import com.didstock.inventory.ui.StockTimeline;
import com.didstock.tenancy.Actor;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

/** Shows the timeline of a number beside its facts in the inventory. */
@org.springframework.stereotype.Component
class InventoryTimeline implements StockTimeline {

    private final NumberHistory numbers;
    private final NumberStays stays;

    InventoryTimeline(NumberHistory numbers, NumberStays stays) {
        this.numbers = numbers;
        this.stays = stays;
    }

    @Override
    public Component of(Actor actor, String number) {
        return new Div(new DayPanel(actor, stays, number), new Timeline(numbers.timeline(actor, number)));
    }
}
