/** Tests of the screens of assignment. */
@NullMarked
package com.didstock.assignment.ui;

import org.jspecify.annotations.NullMarked;
