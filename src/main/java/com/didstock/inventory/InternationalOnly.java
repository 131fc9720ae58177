package com.didstock.inventory;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** No national prefixes are understood. */
@Component
class InternationalOnly implements DefaultCountries {

    @Override
    public @Nullable String of(int operatorId) {
        return null;
    }
}
