/** The screen, as people use it. */
@NullMarked
package com.didstock.history.ui;

import org.jspecify.annotations.NullMarked;
