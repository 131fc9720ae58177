package com.didstock.pricing;

/**
 * A batch to be assigned to a child.
 *
 * @param batchId one of the parent's own batches
 */
public record BatchAssignment(int batchId, Coverage coverage) {}
