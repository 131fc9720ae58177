/** The screen parts that build, show and shorten a condition. Whoever searches hands in its fields and their words. */
@NullMarked
@NamedInterface("ui")
package com.didstock.conditions.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
