/** The screen <em>Vendors</em>. */
@NullMarked
package com.didstock.vendors.ui;

import org.jspecify.annotations.NullMarked;
