/** The screen <em>DID Groups</em>. */
@NullMarked
package com.didstock.groups.ui;

import org.jspecify.annotations.NullMarked;
