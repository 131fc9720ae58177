/** What a first start with the demo shows. */
@NullMarked
package com.didstock.demo;

import org.jspecify.annotations.NullMarked;
