/** Tests of the screens of inventory. */
@NullMarked
package com.didstock.inventory.ui;

import org.jspecify.annotations.NullMarked;
