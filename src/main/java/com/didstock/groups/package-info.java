/** DID groups: a tenant's own labels for its numbers. */
@NullMarked
package com.didstock.groups;

import org.jspecify.annotations.NullMarked;
