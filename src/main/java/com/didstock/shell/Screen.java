package com.didstock.shell;

import com.didstock.tenancy.SignedIn;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import java.util.Optional;

/** What is known of the person before a screen; renewed at every navigation. */
final class Screen {

    private Screen() {}

    static void show(UI ui, SignedIn person) {
        ComponentUtil.setData(ui, SignedIn.class, person);
    }

    static Optional<SignedIn> person(UI ui) {
        return Optional.ofNullable(ComponentUtil.getData(ui, SignedIn.class));
    }
}
