/**
 * A tenant's numbers: searching, paging, counting and labelling its own holdings. The inventory of a tenant is exactly
 * its own {@code did_holding} rows; {@link com.didstock.inventory.NumberInventory} is the way in.
 */
@NullMarked
package com.didstock.inventory;

import org.jspecify.annotations.NullMarked;
