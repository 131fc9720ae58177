package com.didstock.internalnumbers;

import org.jspecify.annotations.Nullable;

/**
 * A range of internal numbers that the operator lays down.
 *
 * @param first as many digits as {@code last}
 * @param blockFor the reseller whose customers alone take from it; null: all whose resellers have no block
 * @param used how many of it are taken
 */
public record InternalRange(
        int id, String first, String last, @Nullable Reseller blockFor, long used) {

    /** A reseller anywhere in the operator's tree; its name with those above it, if it does not stand at the top. */
    public record Reseller(int id, String name) {}

    /** {@return how many numbers it has} */
    public long size() {
        return Long.parseLong(last) - Long.parseLong(first) + 1;
    }
}
