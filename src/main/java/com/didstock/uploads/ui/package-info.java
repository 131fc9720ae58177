/** The screen on which numbers are uploaded: file, report, import, result. */
@NullMarked
package com.didstock.uploads.ui;

import org.jspecify.annotations.NullMarked;
