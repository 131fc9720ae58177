/** Provisioning: customers' accounts, the numbers they use, and where a number goes when its use ends. */
@NullMarked
package com.didstock.provisioning;

import org.jspecify.annotations.NullMarked;
