@NullMarked
package com.didstock.shell;

import org.jspecify.annotations.NullMarked;
