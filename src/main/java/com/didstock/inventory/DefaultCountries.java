package com.didstock.inventory;

import org.jspecify.annotations.Nullable;

/** In which country's way an operator's people write numbers. */
public interface DefaultCountries {

    /** {@return ISO 3166-1 alpha-2, or null: numbers are then read as international only} */
    @Nullable
    String of(int operatorId);
}
