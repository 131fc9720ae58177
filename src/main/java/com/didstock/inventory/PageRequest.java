package com.didstock.inventory;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list: by position in the order, not by offset, so that the millionth page costs what the first does.
 *
 * @param position where the page begins or ends; null for the first or the last page. One that no page can have given
 *     counts as null.
 * @param backwards the page before the position (or the last one) instead of the one after it
 * @param size rows on a page, 1 to {@value #MAX_SIZE}
 */
public record PageRequest(
        DidSort sort, boolean ascending, @Nullable Position position, boolean backwards, int size) {

    public static final int MAX_SIZE = 200;
    public static final int DEFAULT_SIZE = 50;

    public static final PageRequest FIRST = new PageRequest(DidSort.NUMBER, true, null, false, DEFAULT_SIZE);

    public PageRequest {
        size = Math.clamp(size, 1, MAX_SIZE);
        position = position == null || sort.isValue(position.value()) ? position : null;
    }

    /**
     * A place in the order: between the row with this sort value and number, and the next.
     *
     * @param value the sort value as text; empty when sorted by number
     */
    public record Position(String value, String number) {}

    public PageRequest at(@Nullable Position wanted, boolean back) {
        return new PageRequest(sort, ascending, wanted, back, size);
    }
}
