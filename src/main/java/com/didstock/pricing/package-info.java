/**
 * Pricing batches: a tenant's named price rules, and which of them each child takes numbers by. How a price is computed
 * is said once, in the database's functions {@code recurring_price} and {@code activation_price}.
 */
@NullMarked
package com.didstock.pricing;

import org.jspecify.annotations.NullMarked;
