package com.didstock.shell;

import com.didstock.tenancy.NotThereException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** What was asked for is not there, or is another's: nobody can tell which. */
@AnonymousAllowed
class NotTherePage extends MessagePage implements HasErrorParameter<NotThereException> {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotThereException> failure) {
        show(getTranslation(Failure.NOT_THERE.titleKey()), getTranslation(Failure.NOT_THERE.textKey()), home());
        return Failure.NOT_THERE.status();
    }
}
