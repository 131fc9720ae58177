package com.didstock.searches.ui;

import com.didstock.searches.SavedSearch;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;

/** Which saved search is open, whether it was changed since, and the ways to keep that or to be done with it. */
final class OpenSearchLine extends Composite<Div> {

    /** What can be done from here. */
    interface Actions {

        void saveChanges();

        void saveAsNew();

        void restore();

        void closeSearch();
    }

    private final Actions actions;

    OpenSearchLine(Actions actions) {
        this.actions = actions;
        getContent().addClassName("open-search");
        getContent().setVisible(false);
    }

    void hide() {
        getContent().removeAll();
        getContent().setVisible(false);
    }

    void show(SavedSearch open, boolean changed) {
        getContent().removeAll();
        getContent().setVisible(true);
        var name = new Span(open.name());
        name.addClassName("open-search-name");
        getContent().add(new Span(getTranslation("searches.open")), name);
        if (!open.mine()) {
            var owner = new Span(getTranslation("searches.by", open.owner()));
            owner.addClassName("muted");
            getContent().add(owner);
        }
        if (changed) {
            var badge = new Span(getTranslation("searches.changed"));
            badge.addClassNames("badge", "badge-warn");
            getContent().add(badge);
            if (open.changeable()) {
                getContent().add(quiet("searches.save-changes", actions::saveChanges));
            }
            getContent()
                    .add(
                            quiet("searches.save-as-new", actions::saveAsNew),
                            quiet("searches.restore", actions::restore));
        }
        var close = new Button(new SvgIcon("icons/x.svg"), _ -> actions.closeSearch());
        close.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        close.setAriaLabel(getTranslation("searches.close", open.name()));
        close.setTooltipText(getTranslation("searches.close", open.name()));
        getContent().add(close);
    }

    private Button quiet(String key, Runnable action) {
        var button = new Button(getTranslation(key), _ -> action.run());
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        return button;
    }
}
