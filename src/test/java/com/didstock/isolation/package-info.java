/** Proves that nobody sees or touches what is not theirs, and that the chain of holdings stays whole. */
@NullMarked
package com.didstock.isolation;

import org.jspecify.annotations.NullMarked;
