/** The screen <em>Charges</em>. */
@NullMarked
package com.didstock.charges.ui;

import org.jspecify.annotations.NullMarked;
