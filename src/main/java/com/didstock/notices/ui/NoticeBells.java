package com.didstock.notices.ui;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.DatabaseAwayException;
import com.didstock.tenancy.UnreadNotices;
import com.didstock.ui.HeaderTool;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UIDetachedException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** The bells on all screens that are open in this portal. One question to the database answers for all of them. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class NoticeBells implements HeaderTool {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeBells.class);

    private final CurrentActor actors;
    private final UnreadNotices unread;
    private final Map<Bell, Actor> open = new ConcurrentHashMap<>();

    NoticeBells(CurrentActor actors, UnreadNotices unread) {
        this.actors = actors;
        this.unread = unread;
    }

    @Override
    public Component component() {
        var actor = actors.actor();
        var bell = new Bell();
        bell.show(unread.of(Set.of(actor)).getOrDefault(actor, 0));
        bell.addAttachListener(_ -> open.put(bell, actor));
        bell.addDetachListener(_ -> open.remove(bell));
        return bell;
    }

    /** Asks anew for one person, who has just read something. */
    void refresh(Actor actor) {
        var now = unread.of(Set.of(actor)).getOrDefault(actor, 0);
        open.forEach((bell, whose) -> {
            if (whose.equals(actor)) {
                show(bell, now);
            }
        });
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT5S")
    void refresh() {
        try {
            var now = unread.of(Set.copyOf(open.values()));
            open.forEach((bell, whose) -> show(bell, now.getOrDefault(whose, 0)));
        } catch (DatabaseAwayException away) {
            LOG.debug("notices were not counted this time: {}", away.getMessage());
        }
    }

    private static void show(Bell bell, int count) {
        if (bell.shows(count)) {
            return;
        }
        bell.getUI().ifPresent(ui -> {
            try {
                ui.access(() -> bell.show(count));
            } catch (UIDetachedException _) {
                // Closed a moment ago by the person.
            }
        });
    }
}
