package com.didstock.inventory.ui;

import java.util.Locale;

/** Countries by their names. */
final class Countries {

    private Countries() {}

    /** {@return the name in this language with the code: "Germany (DE)"} */
    static String name(String code, Locale locale) {
        var name = Locale.of("", code).getDisplayCountry(locale);
        return name.isEmpty() || name.equals(code) ? code : name + " (" + code + ")";
    }
}
