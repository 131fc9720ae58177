package com.didstock.shell;

import com.didstock.tenancy.SignedIn;
import com.vaadin.flow.component.page.ColorScheme;

/** How a chosen theme is told to the browser. */
enum Look {
    SYSTEM("light-dark", "light dark", ColorScheme.Value.LIGHT_DARK),
    LIGHT("light", "light", ColorScheme.Value.LIGHT),
    DARK("dark", "dark", ColorScheme.Value.DARK);

    private final String themeAttribute;
    private final String colourScheme;
    private final ColorScheme.Value value;

    Look(String themeAttribute, String colourScheme, ColorScheme.Value value) {
        this.themeAttribute = themeAttribute;
        this.colourScheme = colourScheme;
        this.value = value;
    }

    static Look of(SignedIn.Theme theme) {
        return switch (theme) {
            case SYSTEM -> SYSTEM;
            case LIGHT -> LIGHT;
            case DARK -> DARK;
        };
    }

    String themeAttribute() {
        return themeAttribute;
    }

    String colourScheme() {
        return colourScheme;
    }

    ColorScheme.Value value() {
        return value;
    }
}
