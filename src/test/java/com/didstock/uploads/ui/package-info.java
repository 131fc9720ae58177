/** The screen on which numbers are uploaded. */
@NullMarked
package com.didstock.uploads.ui;

import org.jspecify.annotations.NullMarked;
