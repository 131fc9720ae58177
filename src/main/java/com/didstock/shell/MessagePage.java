package com.didstock.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** A page that says what happened and offers a way on. Needs nothing from the database, but for somebody's name who views as another. */
abstract class MessagePage extends Main implements HasDynamicTitle {

    private String title = "";
    private transient @Nullable ViewingMark viewing;

    MessagePage() {
        addClassName("message-page");
    }

    /** Also a page on which something failed says that somebody views as another tenant. */
    @Autowired
    void mark(ViewingMark mark) {
        viewing = mark;
    }

    void show(String heading, String text, Component... waysOn) {
        title = heading;
        var ways = new Div(waysOn);
        ways.addClassName("message-page-ways");
        var box = new Div(new H1(heading), new Paragraph(text), ways);
        box.addClassName("message-page-box");
        removeAll();
        if (viewing != null) {
            viewing.banner(UI.getCurrent()).ifPresent(this::add);
        }
        add(box);
    }

    @Override
    public String getPageTitle() {
        return title;
    }

    Component home() {
        var link = new Anchor(".", getTranslation("shell.way.home"));
        link.addClassName("button-link");
        return link;
    }

    /** Loads the same address again. */
    Component retry() {
        var again = new Button(
                getTranslation("shell.way.retry"),
                _ -> UI.getCurrent().getPage().reload());
        again.addThemeVariants(ButtonVariant.PRIMARY);
        return again;
    }
}
