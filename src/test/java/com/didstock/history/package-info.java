/** Who sees what of what was done. */
@NullMarked
package com.didstock.history;

import org.jspecify.annotations.NullMarked;
