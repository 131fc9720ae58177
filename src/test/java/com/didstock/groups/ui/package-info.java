/** The screen, as people use it. */
@NullMarked
package com.didstock.groups.ui;

import org.jspecify.annotations.NullMarked;
