/** The screens of internal numbers: a customer's own, and the ranges and limits of those above. */
@NullMarked
package com.didstock.internalnumbers.ui;

import org.jspecify.annotations.NullMarked;
