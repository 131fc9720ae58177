/** What vendors and their batches must keep to. */
@NullMarked
package com.didstock.vendors;

import org.jspecify.annotations.NullMarked;
