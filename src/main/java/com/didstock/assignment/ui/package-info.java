/** What can be done with the numbers that the inventory shows: the action bar, the preview, the result. */
@NullMarked
package com.didstock.assignment.ui;

import org.jspecify.annotations.NullMarked;
