package com.didstock.shell;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Anything else that fails while a screen opens: told with an id that stands in the log. */
@AnonymousAllowed
class UnexpectedPage extends MessagePage implements HasErrorParameter<Exception> {

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedPage.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> failure) {
        var known = Failure.of(failure.getException());
        if (known.isPresent()) {
            show(
                    getTranslation(known.get().titleKey()),
                    getTranslation(known.get().textKey()),
                    home());
            return known.get().status();
        }
        var id = Failure.newId();
        LOG.error("a screen failed to open, told the user the id {}", id, failure.getException());
        show(getTranslation("shell.failure.title"), getTranslation("shell.failure.text", id), retry(), home());
        return 500;
    }
}
