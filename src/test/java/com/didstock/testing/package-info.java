/** What many tests share: one database for all of them. */
@NullMarked
package com.didstock.testing;

import org.jspecify.annotations.NullMarked;
