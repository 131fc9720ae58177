package com.didstock.inventory;

/**
 * How many numbers a search finds.
 *
 * @param exact false: there are more than {@code value}
 */
public record HitCount(long value, boolean exact) {}
