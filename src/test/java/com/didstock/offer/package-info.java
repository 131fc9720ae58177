/** Tests of the offer of the tenant above. */
@NullMarked
package com.didstock.offer;

import org.jspecify.annotations.NullMarked;
