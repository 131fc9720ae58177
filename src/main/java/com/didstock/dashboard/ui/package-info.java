/** The dashboard's screen. */
@NullMarked
package com.didstock.dashboard.ui;

import org.jspecify.annotations.NullMarked;
