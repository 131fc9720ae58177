/** The operator's screen <em>Tenants</em>, and the look at a number's chain. */
@NullMarked
package com.didstock.oversight.ui;

import org.jspecify.annotations.NullMarked;
