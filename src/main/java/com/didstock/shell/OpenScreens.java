package com.didstock.shell;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.DatabaseAwayException;
import com.didstock.tenancy.People;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.VaadinSession;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The screens that are open in this portal, and who sits before each. A person who is disabled, or whose tenant is
 * suspended, is refused at the next thing they do; this closes what they left open, within seconds, so that nobody reads
 * on. One question to the database answers for all screens.
 */
@Configuration
@EnableScheduling
class OpenScreens {

    private static final Logger LOG = LoggerFactory.getLogger(OpenScreens.class);

    private final People people;
    private final Map<UI, Actor> open = new ConcurrentHashMap<>();
    private final Set<VaadinSession> leaving = ConcurrentHashMap.newKeySet();

    OpenScreens(People people) {
        this.people = people;
    }

    /** Remembers who sits before a screen, until it is closed. */
    void opened(UI ui, Actor actor) {
        if (open.put(ui, actor) == null) {
            ui.addDetachListener(_ -> open.remove(ui));
        }
    }

    /** Sends everybody who is no longer let in to the login page, and ends their sessions a look later. */
    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "PT2S")
    void closeThoseOfRefusedPeople() {
        try {
            endSessions();
            var refused = people.refused(Set.copyOf(open.values()));
            open.forEach((ui, actor) -> {
                if (refused.contains(actor)) {
                    close(ui);
                }
            });
        } catch (DatabaseAwayException away) {
            LOG.debug("open screens were not looked after this time: {}", away.getMessage());
        }
    }

    private void close(UI ui) {
        open.remove(ui);
        var session = ui.getSession();
        if (session != null) {
            try {
                ui.access(() -> NavigationGuard.showOut(ui));
                leaving.add(session);
            } catch (UIDetachedException _) {
                // Closed a moment ago by the person.
            }
        }
    }

    /** Not at once: what tells the browser where to go would not reach it any more. */
    private void endSessions() {
        for (var session : leaving) {
            leaving.remove(session);
            session.access(() -> NavigationGuard.end(session));
        }
    }
}
