/** Internal numbers: the operator's ranges, and the numbers that customers take from them free of charge. */
@NullMarked
package com.didstock.internalnumbers;

import org.jspecify.annotations.NullMarked;
