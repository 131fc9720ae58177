package com.didstock.assignment;

import org.jspecify.annotations.Nullable;

/**
 * One or all of the children of a tenant are to stand below another one, with everything below them.
 *
 * @param from whose children: the tenant that moves them, or a direct child of it
 * @param child which of them; null: all, if {@code from} is a child
 * @param to below whom from then on: the tenant that moves them, or a direct child of it
 * @param pricingBatch by which {@code to} pays for the numbers; null if {@code to} is the tenant that moves them, which
 *     then earns what {@code from} earned
 */
public record ChildMove(
        int from, @Nullable Integer child, int to, @Nullable Integer pricingBatch) {}
