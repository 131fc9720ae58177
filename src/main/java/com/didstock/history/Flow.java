package com.didstock.history;

import java.time.LocalDate;

/**
 * A week's coming and going of numbers.
 *
 * @param week its Monday
 * @param came how many numbers the tenant came to hold
 * @param went how many it no longer holds
 */
public record Flow(LocalDate week, long came, long went) {}
