package com.didstock.shell;

import com.didstock.oversight.PersonSwitch;
import com.didstock.oversight.SupportAccess;
import com.didstock.tenancy.SignedIn;
import com.didstock.tenancy.SignedInUser;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Says on every screen that somebody of the operator views as another tenant, and ends it. */
class ViewingBanner extends Div {

    private final SignedInUser user;
    private final transient SupportAccess support;
    private final transient PersonSwitch session;

    ViewingBanner(SignedInUser user, SignedIn person, SupportAccess support, PersonSwitch session) {
        this.user = user;
        this.support = support;
        this.session = session;
        addClassName("viewing-banner");
        getElement().setAttribute("role", "status");
        var stop = new Button(getTranslation("shell.viewing.stop"), _ -> stop());
        stop.addThemeVariants(ButtonVariant.LUMO_SMALL);
        add(new Span(getTranslation("shell.viewing", person.login(), person.tenantName())), stop);
    }

    private void stop() {
        var own = user.viewingNoMore();
        support.end(own.actor(), user.tenantId());
        session.become(own);
    }
}
