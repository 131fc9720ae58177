package com.didstock.searches.ui;

import com.didstock.searches.SavedSearch;
import com.didstock.ui.ConfirmAction;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import java.util.List;
import java.util.function.Supplier;

/** All searches that a user has: whose they are, which is the first, which are pinned. */
final class ManageSearches extends Dialog {

    /** What can be done with one. */
    interface Actions {

        void open(SavedSearch search);

        void edit(SavedSearch search, Runnable done);

        void pin(SavedSearch search);

        void first(SavedSearch search);

        void delete(SavedSearch search);
    }

    private final Supplier<List<SavedSearch>> searches;
    private final boolean tiles;
    private final Actions actions;
    private final Div lines = new Div();

    /** @param tiles whether searches can be shown as tiles */
    ManageSearches(Supplier<List<SavedSearch>> searches, boolean tiles, Actions actions) {
        this.searches = searches;
        this.tiles = tiles;
        this.actions = actions;
        setHeaderTitle(getTranslation("searches.manage.title"));
        addClassName("manage-searches");
        lines.addClassName("saved-lines");
        lines.getElement().setAttribute("role", "list");
        add(lines);
        getFooter().add(new Button(getTranslation("ui.close"), _ -> close()));
        refresh();
    }

    private void refresh() {
        lines.removeAll();
        var all = searches.get();
        if (all.isEmpty()) {
            lines.add(new Span(getTranslation("searches.manage.none")));
        }
        all.forEach(search -> lines.add(line(search)));
    }

    private Div line(SavedSearch search) {
        var name = new Button(search.name(), _ -> {
            close();
            actions.open(search);
        });
        name.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        name.addClassName("saved-name");
        name.setAriaLabel(getTranslation("searches.open-it", search.name()));
        var whose = new Span(whose(search));
        whose.addClassName("muted");
        var what = new Div(name, whose);
        what.addClassName("saved-what");
        var tools = new Div(toggle(
                "icons/star.svg", "searches.first-it", search, search.opensFirst(), () -> actions.first(search)));
        if (tiles) {
            tools.add(toggle(
                    "icons/layout-dashboard.svg",
                    "searches.pin-it",
                    search,
                    search.pinned(),
                    () -> actions.pin(search)));
        }
        if (search.changeable()) {
            tools.add(
                    tool("icons/pencil.svg", "searches.edit-it", search, () -> actions.edit(search, this::refresh)),
                    tool("icons/trash-2.svg", "searches.delete-it", search, () -> delete(search)));
        }
        tools.addClassName("saved-tools");
        var line = new Div(what, tools);
        line.addClassName("saved-line");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }

    private String whose(SavedSearch search) {
        if (!search.mine()) {
            return getTranslation("searches.by", search.owner());
        }
        return getTranslation(search.shared() ? "searches.shared" : "searches.own");
    }

    private Button toggle(String icon, String key, SavedSearch search, boolean on, Runnable action) {
        var button = tool(icon, key, search, () -> {
            action.run();
            refresh();
        });
        button.getElement().setAttribute("aria-pressed", Boolean.toString(on));
        button.addClassName("saved-toggle");
        return button;
    }

    private Button tool(String icon, String key, SavedSearch search, Runnable action) {
        var button = new Button(new SvgIcon(icon), _ -> action.run());
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        button.setAriaLabel(getTranslation(key, search.name()));
        button.setTooltipText(getTranslation(key, search.name()));
        return button;
    }

    private void delete(SavedSearch search) {
        ConfirmAction.ask(
                getTranslation("searches.delete.title", search.name()),
                getTranslation(search.shared() ? "searches.delete.text.shared" : "searches.delete.text"),
                getTranslation("searches.delete"),
                true,
                () -> {
                    actions.delete(search);
                    refresh();
                });
    }
}
