package com.didstock.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of numbers.
 *
 * @param first position before the first row; null if there is no page before
 * @param last position after the last row; null if there is no page after
 */
public record DidPage(List<DidRow> rows, PageRequest.@Nullable Position first, PageRequest.@Nullable Position last) {

    public DidPage {
        rows = List.copyOf(rows);
    }
}
