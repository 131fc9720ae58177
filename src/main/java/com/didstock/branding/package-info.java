/**
 * The operators of this installation, as their folders under {@code tenants/} describe them: host names, language,
 * currency, time zone, rules and brand.
 */
@NullMarked
package com.didstock.branding;

import org.jspecify.annotations.NullMarked;
