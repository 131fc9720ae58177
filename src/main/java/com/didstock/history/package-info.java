/**
 * What was done to a tenant's numbers, by whom: {@link com.didstock.history.ActivityLog} by operation, {@link
 * com.didstock.history.NumberHistory} by number. Each tenant sees its own part; the rows are written by the database with
 * every change.
 */
@NullMarked
package com.didstock.history;

import org.jspecify.annotations.NullMarked;
