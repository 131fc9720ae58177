package com.didstock.offer;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What taking would mean.
 *
 * @param key names this taking: whoever asks again under it gets the first result
 * @param numbers how many can be had now, at most as many as were asked for
 * @param activation what they cost together once, in {@code currency}
 * @param recurring what they then cost together a month
 * @param dearest the highest monthly price among them: taking never pays more for one than this
 */
public record TakePreview(
        UUID key,
        OfferFilter filter,
        int asked,
        int numbers,
        BigDecimal activation,
        BigDecimal recurring,
        BigDecimal dearest,
        String currency) {}
