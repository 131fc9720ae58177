package com.didstock.shell;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.SignedIn;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.List;
import java.util.Locale;

/** Who is signed in, and what that person can set: language, look, leaving. */
class UserMenu extends Div {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final transient OwnProfile profiles;
    private final Actor actor;

    UserMenu(Actor actor, SignedIn person, OwnProfile profiles, AuthenticationContext authentication) {
        this.actor = actor;
        this.profiles = profiles;
        addClassName("user-menu");

        var menu = new MenuBar();
        menu.addThemeVariants(MenuBarVariant.TERTIARY);
        var top = menu.addItem(face(person));
        top.setAriaLabel(getTranslation("shell.user.label", person.displayName()));

        var languages = top.getSubMenu().addItem(label("icons/languages.svg", "shell.user.language"));
        for (var language : LANGUAGES) {
            var item = languages
                    .getSubMenu()
                    .addItem(language.getDisplayLanguage(language), _ -> chooseLanguage(language));
            mark(item, getLocale().getLanguage().equals(language.getLanguage()));
        }
        var looks = top.getSubMenu().addItem(label("icons/sun.svg", "shell.user.look"));
        for (var theme : SignedIn.Theme.values()) {
            var item = looks.getSubMenu().addItem(getTranslation("shell.user.look." + theme.name()));
            item.addClickListener(_ -> chooseTheme(theme, looks));
            mark(item, theme == person.theme());
        }
        if (!actor.viewing()) {
            top.getSubMenu()
                    .addItem(
                            label("icons/bell.svg", "shell.user.notices"),
                            _ -> UI.getCurrent().navigate("notices/settings"));
        }
        top.getSubMenu().addItem(label("icons/log-out.svg", "shell.user.logout"), _ -> authentication.logout());
        add(menu);
    }

    private void chooseLanguage(Locale language) {
        profiles.chooseLanguage(actor, language.toLanguageTag());
        UI.getCurrent().getPage().reload();
    }

    private void chooseTheme(SignedIn.Theme theme, MenuItem looks) {
        profiles.chooseTheme(actor, theme);
        UI.getCurrent().getPage().setColorScheme(Look.of(theme).value());
        var items = looks.getSubMenu().getItems();
        for (var i = 0; i < items.size(); i++) {
            items.get(i).setChecked(i == theme.ordinal());
        }
    }

    private static void mark(MenuItem item, boolean chosen) {
        item.setCheckable(true);
        item.setChecked(chosen);
    }

    private Component label(String icon, String key) {
        var row = new Div(new SvgIcon(icon), new Span(getTranslation(key)));
        row.addClassName("menu-label");
        return row;
    }

    private Component face(SignedIn person) {
        var initials = new Span(initials(person.displayName()));
        initials.addClassName("avatar");
        var name = new Span(person.displayName());
        name.addClassName("user-name");
        var role = new Span(getTranslation("shell.role." + person.role().name()));
        role.addClassName("user-role");
        var words = new Div(name, role);
        words.addClassName("user-words");
        var face = new Div(initials, words);
        face.addClassName("user-face");
        return face;
    }

    /** {@return the first letters of the first and the last word} */
    static String initials(String name) {
        var words = name.strip().split("\\s+");
        var first = words[0].isEmpty() ? "" : words[0].substring(0, words[0].offsetByCodePoints(0, 1));
        if (words.length == 1) {
            return first.toUpperCase(Locale.ROOT);
        }
        var last = words[words.length - 1];
        return (first + last.substring(0, last.offsetByCodePoints(0, 1))).toUpperCase(Locale.ROOT);
    }
}
