package com.didstock.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;

/** Where one arrives: the inventory. */
@Route("")
@PageTitle("didstock")
@PermitAll
class HomeView extends Div implements BeforeEnterObserver {

    private static final String INVENTORY = "inventory";

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.forwardTo(INVENTORY);
    }
}
