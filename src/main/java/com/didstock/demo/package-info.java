/** What a first start shows: an operator with its chain of resellers and customers, and numbers in every state. */
@NullMarked
package com.didstock.demo;

import org.jspecify.annotations.NullMarked;
