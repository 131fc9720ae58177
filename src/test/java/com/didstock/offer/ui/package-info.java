/** Tests of the screens of offer. */
@NullMarked
package com.didstock.offer.ui;

import org.jspecify.annotations.NullMarked;
