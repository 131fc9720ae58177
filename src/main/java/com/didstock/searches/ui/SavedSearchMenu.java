package com.didstock.searches.ui;

import com.didstock.searches.SavedSearch;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.contextmenu.HasMenuItems;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The menu of saved searches: open one, save this one, manage them. */
final class SavedSearchMenu extends Composite<MenuBar> {

    /** What is in the menu; it is built anew only when that is something else. */
    record Content(List<SavedSearch> searches, @Nullable Integer open, boolean canSave) {}

    private final SubMenu menu;
    private final Consumer<SavedSearch> open;
    private final Runnable save;
    private final Runnable manage;
    private @Nullable Content shown;

    SavedSearchMenu(Consumer<SavedSearch> open, Runnable save, Runnable manage) {
        this.open = open;
        this.save = save;
        this.manage = manage;
        getContent().addClassName("search-menu");
        getContent().addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        var item = getContent().addItem(new SvgIcon("icons/star.svg"));
        var label = new Span(getTranslation("searches.menu"));
        label.addClassName("search-menu-label");
        item.add(label);
        item.setAriaLabel(getTranslation("searches.menu"));
        getContent().setTooltipText(item, getTranslation("searches.menu"));
        menu = item.getSubMenu();
    }

    void show(Content content) {
        if (content.equals(shown)) {
            return;
        }
        shown = content;
        menu.removeAll();
        for (var search : content.searches()) {
            var item = menu.addItem(search.name(), _ -> open.accept(search));
            item.setCheckable(true);
            item.setChecked(Integer.valueOf(search.id()).equals(content.open()));
            if (!search.mine()) {
                item.add(hint(getTranslation("searches.by", search.owner())));
            } else if (search.shared()) {
                item.add(hint(getTranslation("searches.shared")));
            }
            if (search.opensFirst()) {
                item.add(hint(getTranslation("searches.first")));
            }
        }
        if (!content.searches().isEmpty()) {
            menu.addSeparator();
        }
        action(menu, "searches.save", save).setEnabled(content.canSave());
        action(menu, "searches.manage", manage).setEnabled(!content.searches().isEmpty());
    }

    private MenuItem action(HasMenuItems into, String key, Runnable action) {
        return into.addItem(getTranslation(key), _ -> action.run());
    }

    private static Span hint(String text) {
        var hint = new Span(text);
        hint.addClassName("search-menu-hint");
        return hint;
    }
}
