package com.didstock.shell;

import com.didstock.tenancy.DatabaseAwayException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** The database is away; the session stays, so that one can try again. */
@AnonymousAllowed
class DatabaseAwayPage extends MessagePage implements HasErrorParameter<DatabaseAwayException> {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<DatabaseAwayException> failure) {
        show(
                getTranslation(Failure.DATABASE_AWAY.titleKey()),
                getTranslation(Failure.DATABASE_AWAY.textKey()),
                retry());
        return Failure.DATABASE_AWAY.status();
    }
}
