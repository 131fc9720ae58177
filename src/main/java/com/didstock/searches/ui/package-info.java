/** Saved searches on the inventory's screen: the menu, what is open, the tiles. */
@NullMarked
package com.didstock.searches.ui;

import org.jspecify.annotations.NullMarked;
