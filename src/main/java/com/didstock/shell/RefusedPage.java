package com.didstock.shell;

import com.didstock.tenancy.ActorRefusedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** The user was locked out while signed in. */
@AnonymousAllowed
class RefusedPage extends MessagePage implements HasErrorParameter<ActorRefusedException> {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<ActorRefusedException> failure) {
        show(getTranslation(Failure.REFUSED.titleKey()), getTranslation(Failure.REFUSED.textKey()), home());
        return Failure.REFUSED.status();
    }
}
