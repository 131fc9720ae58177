package com.didstock.pricing;

import java.math.BigDecimal;

/**
 * What one of the tenant's batches would make of a cost.
 *
 * @param exactRecurring the recurring price before it is rounded
 */
public record BatchQuote(PricingBatch batch, PriceQuote quote, BigDecimal exactRecurring) {}
