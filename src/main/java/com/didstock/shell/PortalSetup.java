package com.didstock.shell;

import com.didstock.i18n.Translations;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.SignedIn;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import org.springframework.stereotype.Component;

/** Hooks the portal into Vaadin: the starting page's policy and look, the guard, errors, ended sessions. */
@Component
class PortalSetup implements VaadinServiceInitListener {

    private final NavigationGuard guard;
    private final OwnProfile profiles;

    PortalSetup(NavigationGuard guard, OwnProfile profiles) {
        this.guard = guard;
        this.profiles = profiles;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        var service = event.getSource();
        event.addIndexHtmlRequestListener(this::preparePage);
        service.addUIInitListener(init -> init.getUI().addBeforeEnterListener(guard::beforeEnter));
        service.addSessionInitListener(init -> init.getSession().setErrorHandler(new PortalErrorHandler()));
        // An ended session: load the page again, which leads to the login page and back.
        service.setSystemMessagesProvider(_ -> {
            var messages = new CustomizedSystemMessages();
            messages.setSessionExpiredNotificationEnabled(false);
            messages.setSessionExpiredURL(null);
            return messages;
        });
    }

    private void preparePage(IndexHtmlResponse page) {
        var nonce = ContentPolicy.newNonce();
        page.getDocument().select("script").attr("nonce", nonce);
        page.getVaadinResponse().setHeader("Content-Security-Policy", ContentPolicy.forPage(nonce));
        page.getVaadinResponse().setHeader("X-Frame-Options", "DENY");

        var html = page.getDocument().selectFirst("html");
        if (html != null) {
            var look = Look.of(theme());
            html.attr("theme", look.themeAttribute()).attr("style", "color-scheme: " + look.colourScheme());
            var locale = page.getVaadinRequest().getLocale();
            html.attr("lang", Translations.language(locale).toLanguageTag());
        }
    }

    /** The look is set in the page itself, so that a dark portal does not flash white. */
    private SignedIn.Theme theme() {
        try {
            return NavigationGuard.signedIn()
                    .map(user -> profiles.read(user.actor()).theme())
                    .orElse(SignedIn.Theme.SYSTEM);
        } catch (RuntimeException _) {
            // Whatever it is, the first navigation will meet it and say so.
            return SignedIn.Theme.SYSTEM;
        }
    }
}
