package com.didstock.inventory.ui;

import com.didstock.tenancy.Actor;

/** Something that can be done with one number, in its row's menu. The inventory offers the place; others fill it. */
public interface StockRowAction {

    /** {@return whether the actor is offered it, as of now} */
    boolean isFor(Actor actor);

    /** {@return key of what the menu calls it} */
    String labelKey();

    /** Does it; called by the screen that is open. */
    void run(String number);
}
