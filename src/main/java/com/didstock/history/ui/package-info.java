/** The screen <em>Activity</em>. */
@NullMarked
package com.didstock.history.ui;

import org.jspecify.annotations.NullMarked;
