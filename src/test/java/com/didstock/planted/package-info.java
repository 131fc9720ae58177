/** Classes that break the rules of the architecture, so that the rules are seen failing. */
@NullMarked
package com.didstock.planted;

import org.jspecify.annotations.NullMarked;
