/**
 * What an operator sees below its direct children: the whole tree with its counts, and the chain of one number. Names,
 * states and counts; never what a lower level pays, charges, groups or writes down.
 */
@NullMarked
package com.didstock.oversight;

import org.jspecify.annotations.NullMarked;
