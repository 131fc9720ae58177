package com.didstock.pricing;

/** A parent's batch through which a child takes numbers, for those it covers. */
public record AssignedBatch(PricingBatch batch, Coverage coverage) {}
