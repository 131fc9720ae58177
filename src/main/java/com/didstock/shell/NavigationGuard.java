package com.didstock.shell;

import com.didstock.branding.Operators;
import com.didstock.tenancy.ActorRefusedException;
import com.didstock.tenancy.DatabaseAwayException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.SignedIn;
import com.didstock.tenancy.SignedInUser;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Looks at every navigation whether the person is still active and the screen is theirs, as of now; brings language and
 * time zone of the screen up to date. Someone who is no longer let in is signed out.
 */
@Component
class NavigationGuard {

    private final OwnProfile profiles;
    private final Operators operators;
    private final OpenScreens screens;

    NavigationGuard(OwnProfile profiles, Operators operators, OpenScreens screens) {
        this.profiles = profiles;
        this.operators = operators;
        this.screens = screens;
    }

    void beforeEnter(BeforeEnterEvent event) {
        var user = signedIn();
        if (user.isEmpty() || event.isErrorEvent()) {
            return;
        }
        try {
            refuseOtherOperatorsHost(user.get());
            var person = profiles.read(user.get().actor());
            prepare(event.getUI(), user.get(), person);
            screens.opened(event.getUI(), user.get().actor());
            person.requireOpen(event.getNavigationTarget());
        } catch (ActorRefusedException refused) {
            signOut(event.getUI());
            event.rerouteToError(refused, "");
        } catch (NotThereException | RightMissingException | DatabaseAwayException refusal) {
            event.rerouteToError(refusal, "");
        }
    }

    static Optional<SignedInUser> signedIn() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser user
                ? Optional.of(user)
                : Optional.empty();
    }

    /** Ends the session; the browser goes to the login page, which says why. */
    static void signOut(UI ui) {
        showOut(ui);
        end(ui.getSession());
    }

    /** Sends the browser to the login page; the session must live until that has reached it. */
    static void showOut(UI ui) {
        ui.getPage().setLocation("login?refused");
    }

    static void end(@Nullable VaadinSession session) {
        if (session != null && session.getSession() != null) {
            session.getSession().invalidate();
        }
    }

    /** A session belongs to the portal in which it began; a cookie carried to another host name is worth nothing. */
    private void refuseOtherOperatorsHost(SignedInUser user) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var request = VaadinServletRequest.getCurrent();
        if (request == null
                || authentication == null
                || !(authentication.getDetails() instanceof LoginProvider.Origin)) {
            return;
        }
        var operator = operators.forHost(request.getServerName());
        if (operator.isEmpty() || operator.get().id() != user.operatorId()) {
            throw new NotThereException("the portal");
        }
    }

    private void prepare(UI ui, SignedInUser user, SignedIn person) {
        Screen.show(ui, person);
        var settings = operators.settings(user.operatorId());
        Formats.useZone(ui, settings.zone());
        var chosen = person.locale();
        if (chosen != null) {
            var locale = Locale.forLanguageTag(chosen);
            if (!locale.equals(ui.getLocale())) {
                ui.getSession().setLocale(locale);
                ui.setLocale(locale);
            }
        }
    }
}
