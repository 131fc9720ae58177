package com.didstock.internalnumbers;

import java.time.Instant;

/**
 * An internal number that a customer holds.
 *
 * @param number 3 to 6 digits, maybe with 0 in front
 * @param since when it was taken
 * @param inUse whether an account uses it, as its ID or as an alias
 */
public record InternalNumber(String number, Instant since, boolean inUse) {}
