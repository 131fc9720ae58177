/** Benchmarks: the portal's figures as ratios of one run, on the database it comes with. Not part of the tests. */
@NullMarked
package com.didstock.bench;

import org.jspecify.annotations.NullMarked;
