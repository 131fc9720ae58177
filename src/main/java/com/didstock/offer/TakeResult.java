package com.didstock.offer;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * What was taken.
 *
 * @param numbers which, ascending; fewer than asked for where the pool had no more
 * @param activation what they cost together once, in {@code currency}
 * @param recurring what they cost together a month
 */
public record TakeResult(
        UUID operation, List<String> numbers, BigDecimal activation, BigDecimal recurring, String currency) {

    public TakeResult {
        numbers = List.copyOf(numbers);
    }
}
