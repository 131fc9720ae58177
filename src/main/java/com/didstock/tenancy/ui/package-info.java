/** The screens of the tenants' own administration. */
@NullMarked
package com.didstock.tenancy.ui;

import org.jspecify.annotations.NullMarked;
