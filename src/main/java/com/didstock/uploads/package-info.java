/**
 * Files of numbers on their way into stock: read as a stream, checked, staged, reported, and imported only when a person
 * says so.
 */
@NullMarked
package com.didstock.uploads;

import org.jspecify.annotations.NullMarked;
