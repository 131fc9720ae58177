/** The menu by which the inventory's numbers are downloaded. */
@NullMarked
package com.didstock.downloads.ui;

import org.jspecify.annotations.NullMarked;
