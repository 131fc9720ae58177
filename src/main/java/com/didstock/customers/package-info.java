/**
 * The page on which a tenant looks after its direct children, and the search among them; what they are is said in tenancy,
 * prices in pricing.
 */
@NullMarked
package com.didstock.customers;

import org.jspecify.annotations.NullMarked;
