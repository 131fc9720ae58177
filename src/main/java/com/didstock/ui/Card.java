package com.didstock.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;

/** A bordered area of a screen. Its content reaches the border; sections bring their own padding. */
public class Card extends Div {

    public Card(Component... content) {
        addClassName("card");
        add(content);
    }

    /** {@return a card with a heading, its content padded} */
    public static Card titled(String heading, Component... content) {
        var head = new H2(heading);
        head.addClassName("card-heading");
        var card = new Card(head);
        card.addClassName("card-padded");
        card.add(content);
        return card;
    }
}
