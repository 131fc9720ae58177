package com.didstock.pricing;

import java.math.BigDecimal;

/** A number's cost to ask a price for, in the batch's currency: once and a month. */
public record PriceExample(BigDecimal activationCost, BigDecimal recurringCost) {}
