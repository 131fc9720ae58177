package com.didstock.shell;

import com.didstock.tenancy.ActorRefusedException;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What failed while the user did something, and no screen took care of: said in a sentence, the screen stays. */
class PortalErrorHandler implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PortalErrorHandler.class);

    @Override
    public void error(ErrorEvent event) {
        var ui = UI.getCurrent();
        var sentence = Failure.of(event.getThrowable());
        if (ui == null) {
            LOG.error("failed outside of any screen", event.getThrowable());
            return;
        }
        ui.access(() -> {
            if (Failure.cause(event.getThrowable()) instanceof ActorRefusedException) {
                NavigationGuard.signOut(ui);
            } else if (sentence.isPresent()) {
                Notifications.error(ui.getTranslation(sentence.get().textKey()));
            } else {
                var id = Failure.newId();
                LOG.error("failed, told the user the id {}", id, event.getThrowable());
                Notifications.error(ui.getTranslation("shell.failure.notice", id));
            }
        });
    }
}
