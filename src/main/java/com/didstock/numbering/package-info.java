/**
 * What a phone number is, and how people write, read and look for one: numbers as digits, ranges, what their digits
 * tell (country, area, type, class), how they are shown, and the language of the number search field. No database and
 * no screen: reasons are codes, whose sentences are in the translations.
 */
@NullMarked
package com.didstock.numbering;

import org.jspecify.annotations.NullMarked;
