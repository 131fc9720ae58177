package com.didstock.offer;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number that can be taken.
 *
 * @param activation what taking it costs once, in {@code currency}
 * @param recurring what it then costs a month
 */
public record OfferedNumber(
        String number,
        @Nullable String country,
        @Nullable String area,
        String numberType,
        String numberClass,
        boolean freeOfCharge,
        BigDecimal activation,
        BigDecimal recurring,
        String currency) {}
