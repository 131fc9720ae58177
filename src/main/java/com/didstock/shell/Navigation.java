package com.didstock.shell;

import com.didstock.tenancy.SignedIn;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import java.util.EnumMap;

/**
 * The menu, made of the routes' own {@code @Menu} annotations: title is a text key, icon a file under {@code icons/}, and
 * the order says the group: below 20 the daily work, below 30 money, from 30 on the account.
 */
class Navigation extends Div {

    private static final String NO_ICON = "icons/inbox.svg";

    Navigation(SignedIn person) {
        var groups = new EnumMap<Group, SideNav>(Group.class);
        for (var entry : MenuConfiguration.getMenuEntries()) {
            if (person.mayOpen(entry.menuClass())) {
                groups.computeIfAbsent(Group.of(entry), this::group).addItem(item(entry, person));
            }
        }
        groups.values().forEach(this::add);
    }

    private SideNav group(Group group) {
        var nav = new SideNav();
        if (group == Group.WORK) {
            nav.getElement().setAttribute("aria-label", getTranslation("shell.menu.label"));
        } else {
            nav.setLabel(getTranslation("shell.menu.group." + group.name()));
        }
        return nav;
    }

    private SideNavItem item(MenuEntry entry, SignedIn person) {
        var title = person.menuTitle(entry.menuClass(), entry.title());
        var item = new SideNavItem(getTranslation(title), entry.path());
        item.setPrefixComponent(new SvgIcon(entry.icon() == null ? NO_ICON : entry.icon()));
        item.setMatchNested(true);
        return item;
    }

    private enum Group {
        WORK,
        MONEY,
        ACCOUNT;

        static Group of(MenuEntry entry) {
            var order = entry.order() == null ? Double.MAX_VALUE : entry.order();
            if (order < 20) {
                return WORK;
            }
            return order < 30 ? MONEY : ACCOUNT;
        }
    }
}
