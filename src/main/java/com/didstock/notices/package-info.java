/** Notices: what others did to a tenant's numbers, told to its people. */
@NullMarked
package com.didstock.notices;

import org.jspecify.annotations.NullMarked;
