/**
 * Who may do what to a number in which status, and doing it to many at once: choose, preview, apply to exactly what was
 * previewed, report. The rules stand in {@link com.didstock.assignment.Transitions}, once.
 */
@NullMarked
package com.didstock.assignment;

import org.jspecify.annotations.NullMarked;
