/** The screen, as people use it. */
@NullMarked
package com.didstock.pricing.ui;

import org.jspecify.annotations.NullMarked;
