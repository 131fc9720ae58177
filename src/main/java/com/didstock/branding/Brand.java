package com.didstock.branding;

/**
 * What an operator's portal looks like.
 *
 * @param letter one or two letters standing for a logo
 * @param accentLight the colour of buttons and links on white
 * @param accentDark the same on the dark background
 */
public record Brand(String letter, Colour accentLight, Colour accentDark) {

    /** {@return the style sheet that gives the design tokens their brand values; made of checked colours only} */
    public String styleSheet() {
        return """
                :root {
                  --brand-light: %s;
                  --brand-on-light: %s;
                  --brand-dark: %s;
                  --brand-on-dark: %s;
                }
                """.formatted(
                        accentLight.hex(),
                        accentLight.textOnIt().hex(),
                        accentDark.hex(),
                        accentDark.textOnIt().hex());
    }
}
