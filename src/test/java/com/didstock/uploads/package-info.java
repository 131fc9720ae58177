/** Files of numbers: what is understood, what is refused, and what happens to the stock. */
@NullMarked
package com.didstock.uploads;

import org.jspecify.annotations.NullMarked;
