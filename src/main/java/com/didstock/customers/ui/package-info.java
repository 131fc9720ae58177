/** The screen <em>Customers</em>: the tenants directly below, what they have, and by which batches they take more. */
@NullMarked
package com.didstock.customers.ui;

import org.jspecify.annotations.NullMarked;
