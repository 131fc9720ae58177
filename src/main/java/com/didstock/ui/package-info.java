/**
 * The small components that every screen is built of, and how money, counts, dates and shares are written. Knows no
 * feature; texts come in translated.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package com.didstock.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
