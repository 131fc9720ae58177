/**
 * The way to the database: the embedded PostgreSQL or a real server, migrations at start, and the refusal to serve as a
 * role that row-level security does not bind.
 */
@NullMarked
package com.didstock.database;

import org.jspecify.annotations.NullMarked;
