/**
 * Tables as files for people with a spreadsheet: CSV and XLSX, written row by row, in which no text is ever taken for a
 * formula.
 */
@NullMarked
package com.didstock.sheets;

import org.jspecify.annotations.NullMarked;
