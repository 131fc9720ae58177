/**
 * Conditions as people build them, of any depth: fields tested by operators, joined by AND, OR and NOT. Knows nothing of
 * what is searched: whoever searches hands in its fields, and turns a checked condition into its own query.
 */
@NullMarked
package com.didstock.conditions;

import org.jspecify.annotations.NullMarked;
