/** The frame of the portal: who gets in, layout and navigation, sign-in page, error pages, security of the web side. */
@NullMarked
package com.didstock.shell;

import org.jspecify.annotations.NullMarked;
