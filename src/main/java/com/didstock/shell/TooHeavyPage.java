package com.didstock.shell;

import com.didstock.tenancy.TooHeavyException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** The screen asked for more than the database gives in a screen's time. */
@AnonymousAllowed
class TooHeavyPage extends MessagePage implements HasErrorParameter<TooHeavyException> {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<TooHeavyException> failure) {
        show(getTranslation(Failure.TOO_HEAVY.titleKey()), getTranslation(Failure.TOO_HEAVY.textKey()), home());
        return Failure.TOO_HEAVY.status();
    }
}
