package com.didstock.offer;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A number that the tenant had and that still rests above it: nobody else gets it until then.
 *
 * @param recurring what it cost the tenant a month, and would again; null where it can't come back
 * @param currency of the price; null where there is none
 * @param until when its rest is over and it is everybody's again
 * @param possible whether it can come back the way it went: everybody in between is there, active, and below the same tenant
 */
public record FormerNumber(
        String number,
        @Nullable String country,
        @Nullable String area,
        String numberType,
        String numberClass,
        boolean freeOfCharge,
        @Nullable BigDecimal recurring,
        @Nullable String currency,
        Instant until,
        boolean possible) {}
