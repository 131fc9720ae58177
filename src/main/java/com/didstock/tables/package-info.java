/**
 * Tables of text out of people's files: CSV in its kinds, XLSX, and XLS of old. Rows are read one by one within limits,
 * and a file that is something else, or asks too much, is refused with a sentence.
 */
@NullMarked
package com.didstock.tables;

import org.jspecify.annotations.NullMarked;
