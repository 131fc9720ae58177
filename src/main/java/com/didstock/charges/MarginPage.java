package com.didstock.charges;

import java.util.List;

/**
 * A part of a list of margins.
 *
 * @param total how many there are in all
 */
public record MarginPage(List<MarginRow> rows, int total) {

    public MarginPage {
        rows = List.copyOf(rows);
    }
}
