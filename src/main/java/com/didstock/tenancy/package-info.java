/**
 * The tree of tenants, its users and their rights, and the tenant transaction: the only way to the database. Whoever
 * reads or writes a tenant's data does it as an {@link com.didstock.tenancy.Actor}, inside a
 * {@link com.didstock.tenancy.TenantTransaction}, under PostgreSQL's row-level security.
 */
@NullMarked
package com.didstock.tenancy;

import org.jspecify.annotations.NullMarked;
