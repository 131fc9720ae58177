/** didstock: a portal in which telecom operators and their resellers run their stock of phone numbers. */
@NullMarked
package com.didstock;

import org.jspecify.annotations.NullMarked;
