package com.didstock.shell;

import com.didstock.tenancy.RightMissingException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** The screen needs a right that the user does not have. */
@AnonymousAllowed
class RightMissingPage extends MessagePage implements HasErrorParameter<RightMissingException> {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<RightMissingException> failure) {
        show(getTranslation(Failure.RIGHT_MISSING.titleKey()), getTranslation(Failure.RIGHT_MISSING.textKey()), home());
        return Failure.RIGHT_MISSING.status();
    }
}
