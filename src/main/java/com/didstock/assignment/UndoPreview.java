package com.didstock.assignment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What undoing an operation puts back, or did.
 *
 * @param numbers that go back, ascending
 * @param skipped the others, by reason
 */
public record UndoPreview(UUID operation, String kind, List<String> numbers, Map<UndoRefusal, List<String>> skipped) {

    public UndoPreview {
        numbers = List.copyOf(numbers);
        skipped = Map.copyOf(new TreeMap<>(skipped));
    }
}
