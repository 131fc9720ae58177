package com.didstock.api;

import com.didstock.tenancy.HeldNumbers;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** How many numbers hang on something, and what they cost and earn a month. */
@Schema(name = "HeldNumbers")
record Holdings(
        long free,
        long given,
        long inUse,

        @Schema(description = "Frozen, reserved, aging or pending.")
        long other,

        @Schema(description = "Of the others, those kept for later.")
        long frozen,

        List<Amounts.Money> monthlyCost,
        @Schema(description = "Of the numbers given out.") List<Amounts.Money> monthlyRevenue) {

    static Holdings of(HeldNumbers numbers) {
        return new Holdings(
                numbers.free(),
                numbers.given(),
                numbers.inUse(),
                numbers.other(),
                numbers.frozen(),
                Amounts.sums(numbers.monthlyCost()),
                Amounts.sums(numbers.monthlyRevenue()));
    }
}
