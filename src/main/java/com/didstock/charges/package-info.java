/** The ledger: what each tenant pays and earns for which stay of which number, month by month. */
@NullMarked
package com.didstock.charges;

import org.jspecify.annotations.NullMarked;
