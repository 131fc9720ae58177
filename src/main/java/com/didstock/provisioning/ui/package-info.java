/** The screens of accounts: a customer's own, and those of a customer for the tenant above it. */
@NullMarked
package com.didstock.provisioning.ui;

import org.jspecify.annotations.NullMarked;
