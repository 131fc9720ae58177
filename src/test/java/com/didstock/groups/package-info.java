/** What DID groups must keep to. */
@NullMarked
package com.didstock.groups;

import org.jspecify.annotations.NullMarked;
