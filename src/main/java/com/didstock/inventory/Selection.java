package com.didstock.inventory;

import java.util.List;

/**
 * A fixed selection: numbers, ascending, and the version of each when it was chosen.
 *
 * @param numbers in ascending order
 * @param versions one for each number
 */
public record Selection(List<String> numbers, List<Integer> versions) {

    /** So many numbers at most go into one transaction. */
    public static final int MAX_SIZE = 10_000;

    public Selection {
        numbers = List.copyOf(numbers);
        versions = List.copyOf(versions);
        if (numbers.size() != versions.size()) {
            throw new IllegalArgumentException("one version for each number");
        }
    }

    public int size() {
        return numbers.size();
    }
}
