package com.didstock.tenancy;

import org.jspecify.annotations.Nullable;

/** Why something cannot be done as asked. Each feature has its own enum of reasons, and a sentence for each of them. */
public interface RefusalReason {

    /** {@return the reason's name in the API: upper case, stable} */
    String name();

    /** {@return key of the sentence in the texts; it takes the arguments of the exception} */
    String textKey();

    /** {@return the field of the form or of the request that is to be changed; null if it is none in particular} */
    @Nullable
    String field();
}
