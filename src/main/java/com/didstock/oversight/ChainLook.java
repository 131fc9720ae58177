package com.didstock.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody looked up who holds a number.
 *
 * @param number digits
 * @param login who looked
 * @param levels how many tenants held it then; 0: it was not in stock
 * @param day the day of the past that was asked about; null: the moment of the look
 */
public record ChainLook(
        UUID id,
        Instant at,
        String number,
        String reason,
        String login,
        int levels,
        @Nullable LocalDate day) {}
