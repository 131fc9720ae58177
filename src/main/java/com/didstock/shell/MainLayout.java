package com.didstock.shell;

import com.didstock.branding.Operators;
import com.didstock.oversight.PersonSwitch;
import com.didstock.oversight.SupportAccess;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.SignedIn;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.HeaderTool;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** The frame of every screen of somebody signed in: navigation at the side, on a phone behind a button; content. */
@Layout
@PermitAll
public class MainLayout extends AppLayout implements AfterNavigationObserver {

    private static final String CONTENT_ID = "content";

    private final Main content = new Main();
    private final Scroller navigation = new Scroller();
    private @Nullable ViewingBanner viewing;
    private @Nullable SignedIn shown;

    MainLayout(
            CurrentActor currentActor,
            OwnProfile profiles,
            Operators operators,
            AuthenticationContext authentication,
            ObjectProvider<HeaderTool> tools,
            SupportAccess support,
            PersonSwitch session) {
        var actor = currentActor.actor();
        var person = Screen.person(UI.getCurrent()).orElseGet(() -> profiles.read(actor));
        var letter = person.kind() == TenantKind.OPERATOR
                ? operators.settings(actor.operatorId()).brand().letter()
                : person.tenantName().substring(0, 1).toUpperCase(Locale.ROOT);

        if (person.viewing()) {
            viewing = new ViewingBanner(currentActor.user(), person, support, session);
        }
        setPrimarySection(Section.DRAWER);
        content.setId(CONTENT_ID);
        content.getElement().setAttribute("tabindex", "-1");
        setContent(content);

        navigation.addClassName("drawer-navigation");
        addToDrawer(
                skipLink(),
                head(letter, person.tenantName(), tools),
                navigation,
                new UserMenu(actor, person, profiles, authentication));

        var toggle = new DrawerToggle();
        toggle.setAriaLabel(getTranslation("shell.menu.toggle"));
        addToNavbar(toggle, head(letter, person.tenantName(), tools));
        showNavigation(person);
    }

    @Override
    public void showRouterLayoutContent(@Nullable HasElement screen) {
        content.removeAll();
        if (viewing != null) {
            content.add(viewing);
        }
        if (screen != null) {
            content.getElement().appendChild(screen.getElement());
        }
    }

    @Override
    public void removeRouterLayoutContent(@Nullable HasElement screen) {
        content.removeAll();
    }

    /** Rights may have changed since the menu was made. */
    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        Screen.person(event.getLocationChangeEvent().getUI())
                .filter(person -> !person.equals(shown))
                .ifPresent(this::showNavigation);
    }

    private void showNavigation(SignedIn person) {
        shown = person;
        navigation.setContent(new Navigation(person));
    }

    private Anchor skipLink() {
        var link = new Anchor("#" + CONTENT_ID, getTranslation("shell.skip"));
        link.addClassName("skip-link");
        link.setRouterIgnore(true);
        return link;
    }

    private static Div head(String letter, String name, ObjectProvider<HeaderTool> tools) {
        var head = new Div(brand(letter, name));
        head.addClassName("head");
        tools.orderedStream().map(HeaderTool::component).forEach(head::add);
        return head;
    }

    private static Div brand(String letter, String name) {
        var logo = new Span(letter);
        logo.addClassName("brand-logo");
        logo.getElement().setAttribute("aria-hidden", "true");
        var text = new Span(name);
        text.addClassName("brand-name");
        var brand = new Div(logo, text);
        brand.addClassName("brand");
        return brand;
    }
}
