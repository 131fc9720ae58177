/**
 * Searches of the inventory that users keep under a name, share in their tenant, pin, and let the inventory open with.
 */
@NullMarked
package com.didstock.searches;

import org.jspecify.annotations.NullMarked;
