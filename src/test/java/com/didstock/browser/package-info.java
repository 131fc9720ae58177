/** Journeys in a real browser. */
@NullMarked
package com.didstock.browser;

import org.jspecify.annotations.NullMarked;
