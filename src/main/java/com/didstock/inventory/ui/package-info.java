/** The inventory's screen. Other features see only the place it offers for what to do with the numbers found. */
@NullMarked
@NamedInterface("ui")
package com.didstock.inventory.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
