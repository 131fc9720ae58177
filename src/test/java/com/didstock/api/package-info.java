/** Proves the REST API over real HTTP on the real database. */
@NullMarked
package com.didstock.api;

import org.jspecify.annotations.NullMarked;
