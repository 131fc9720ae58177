/**
 * Searches of the inventory and of the customers that users keep under a name, share in their tenant, pin, and let the list
 * open with.
 */
@NullMarked
package com.didstock.searches;

import org.jspecify.annotations.NullMarked;
