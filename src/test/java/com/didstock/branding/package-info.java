@NullMarked
package com.didstock.branding;

import org.jspecify.annotations.NullMarked;
