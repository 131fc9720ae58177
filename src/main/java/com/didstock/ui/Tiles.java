package com.didstock.ui;

import com.vaadin.flow.component.html.Div;

/** A row of tiles; on a phone it scrolls sideways. */
public class Tiles extends Div {

    public Tiles(Tile... tiles) {
        addClassName("tiles");
        add(tiles);
    }
}
