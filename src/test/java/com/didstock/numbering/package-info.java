/** Numbers, their facts and formats, and the language of the search field, by example and by property. */
@NullMarked
package com.didstock.numbering;

import org.jspecify.annotations.NullMarked;
