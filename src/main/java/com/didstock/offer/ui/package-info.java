/** The screen <em>Get numbers</em>. */
@NullMarked
package com.didstock.offer.ui;

import org.jspecify.annotations.NullMarked;
