/** Notices on screen: the bell, and the page behind it. */
@NullMarked
package com.didstock.notices.ui;

import org.jspecify.annotations.NullMarked;
