/** The screen <em>DID Pricing</em>. */
@NullMarked
package com.didstock.pricing.ui;

import org.jspecify.annotations.NullMarked;
