package com.didstock.ui;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ClickNotifier;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;

/** One figure with its name and a line of explanation. As a filter it is a toggle button: on or off. */
public final class Tile extends Component implements ClickNotifier<Tile> {

    private final Span value = new Span("–");
    private final Span sub = new Span();

    private Tile(String tag, String label) {
        super(new Element(tag));
        var name = new Span(label);
        name.addClassName("tile-label");
        value.addClassName("tile-value");
        sub.addClassName("tile-sub");
        addClassName("tile");
        getElement().appendChild(name.getElement(), value.getElement(), sub.getElement());
    }

    /** {@return a tile that only shows a figure} */
    public static Tile figure(String label) {
        return new Tile("div", label);
    }

    /** {@return a tile that can be pressed, to filter by what it counts} */
    public static Tile filter(String label, ComponentEventListener<ClickEvent<Tile>> pressed) {
        var tile = new Tile("button", label);
        tile.getElement().setAttribute("type", "button");
        tile.setPressed(false);
        tile.addClickListener(pressed);
        return tile;
    }

    /** Sets the figure, already formatted, and the line below it. */
    public void show(String figure, String explanation) {
        value.setText(figure);
        sub.setText(explanation);
    }

    /** Marks the tile as the filter now in force. */
    public void setPressed(boolean pressed) {
        getElement().setAttribute("aria-pressed", Boolean.toString(pressed));
    }

    /** {@return whether the tile is the filter now in force} */
    public boolean isPressed() {
        return "true".equals(getElement().getAttribute("aria-pressed"));
    }

    /** {@return the figure as shown} */
    public String value() {
        return value.getText();
    }
}
