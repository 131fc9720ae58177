package com.didstock.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** What a list shows when it has nothing to show: why, and what one can do. */
public class EmptyState extends Div {

    public EmptyState(String title, String hint, Component... actions) {
        addClassName("empty-state");
        var heading = new H2(title);
        heading.addClassName("empty-state-title");
        var row = new Div(actions);
        row.addClassName("empty-state-actions");
        add(heading, new Paragraph(hint), row);
    }
}
