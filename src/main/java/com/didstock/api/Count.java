package com.didstock.api;

import com.didstock.inventory.HitCount;
import io.swagger.v3.oas.annotations.media.Schema;

/** How many there are. */
record Count(
        @Schema(description = "If not exact, there are more than this.")
        long value,

        boolean exact) {

    static Count of(HitCount count) {
        return new Count(count.value(), count.exact());
    }
}
