/** The way to the database, tested on real servers. */
@NullMarked
package com.didstock.database;

import org.jspecify.annotations.NullMarked;
