package com.didstock.inventory.ui;

import com.didstock.tenancy.Actor;
import com.vaadin.flow.component.Component;

/** What happened to a number, beside its facts. The inventory offers the place; others fill it. */
public interface StockTimeline {

    /**
     * @throws com.didstock.tenancy.NotThereException if the actor's tenant does not hold the number and never did
     */
    Component of(Actor actor, String number);
}
