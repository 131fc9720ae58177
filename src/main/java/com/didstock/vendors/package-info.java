/** Vendors and vendor batches: whom a tenant buys numbers from, and in which batches it bought them. */
@NullMarked
package com.didstock.vendors;

import org.jspecify.annotations.NullMarked;
