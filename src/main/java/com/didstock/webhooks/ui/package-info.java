/** Webhooks on screen. */
@NullMarked
package com.didstock.webhooks.ui;

import org.jspecify.annotations.NullMarked;
