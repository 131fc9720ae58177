/** What pricing batches must keep to, and what a price is. */
@NullMarked
package com.didstock.pricing;

import org.jspecify.annotations.NullMarked;
