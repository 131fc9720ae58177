package com.didstock.shell;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** No screen has this address. Looks like what is not there, and names no addresses. */
@AnonymousAllowed
class UnknownRoutePage extends MessagePage implements HasErrorParameter<NotFoundException> {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> failure) {
        show(getTranslation(Failure.NOT_THERE.titleKey()), getTranslation(Failure.NOT_THERE.textKey()), home());
        return Failure.NOT_THERE.status();
    }
}
