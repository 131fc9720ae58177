/** Tests of the bulk operations. */
@NullMarked
package com.didstock.assignment;

import org.jspecify.annotations.NullMarked;
