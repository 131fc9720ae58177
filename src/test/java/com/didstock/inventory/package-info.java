/** The inventory through its service. */
@NullMarked
package com.didstock.inventory;

import org.jspecify.annotations.NullMarked;
