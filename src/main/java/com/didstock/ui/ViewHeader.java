package com.didstock.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;

/** The top of a screen: its one heading, and at the right its actions, the primary one last. */
public class ViewHeader extends Header {

    private final H1 title;
    private final Div actions = new Div();

    public ViewHeader(String title, Component... actions) {
        this.title = new H1(title);
        this.actions.addClassName("view-header-actions");
        this.actions.add(actions);
        addClassName("view-header");
        add(this.title, this.actions);
    }

    public void setHeading(String text) {
        title.setText(text);
    }

    public void addActions(Component... more) {
        actions.add(more);
    }
}
