/** Saved searches on the screens of lists: the menu, what is open; for the inventory also the tiles. */
@NullMarked
@NamedInterface("ui")
package com.didstock.searches.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
