/** The first look of the day: how the stock stands, what it costs and earns, and what wants to be looked at. */
@NullMarked
package com.didstock.dashboard;

import org.jspecify.annotations.NullMarked;
