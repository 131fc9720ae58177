package com.didstock.ui;

import com.vaadin.flow.component.Component;

/** Something that a feature puts into the frame of every screen, beside the brand. */
public interface HeaderTool {

    /** {@return a new one, for the person before the screen; it keeps itself up to date} */
    Component component();
}
