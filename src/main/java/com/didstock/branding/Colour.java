package com.didstock.branding;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A colour as {@code #rrggbb}. Nothing else is one, so that a colour can be written into a style sheet as it is.
 *
 * @param hex seven characters, lower case
 */
public record Colour(String hex) {

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

    static final Colour ACCENT_LIGHT = new Colour("#2f5af5");
    static final Colour ACCENT_DARK = new Colour("#7f9bff");
    static final Colour WHITE = new Colour("#ffffff");
    static final Colour NIGHT = new Colour("#0d1226");
    /** What the accent lies on in the dark look. */
    static final Colour DARK_CARD = new Colour("#1a1f2b");

    /**
     * @throws IllegalArgumentException if the text is no colour
     */
    public Colour {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("must be a colour like #2f5af5");
        }
        hex = hex.toLowerCase(Locale.ROOT);
    }

    /** {@return how well this can be told from the other, 1 to 21, as WCAG defines it} */
    double contrastTo(Colour other) {
        var mine = luminance();
        var others = other.luminance();
        return (Math.max(mine, others) + 0.05) / (Math.min(mine, others) + 0.05);
    }

    /** {@return white or nearly black, whichever reads better on this} */
    Colour textOnIt() {
        return contrastTo(WHITE) >= contrastTo(NIGHT) ? WHITE : NIGHT;
    }

    private double luminance() {
        return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
    }

    private double channel(int at) {
        var value = Integer.parseInt(hex, at, at + 2, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
