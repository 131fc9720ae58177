package com.didstock.api;

import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a list of numbers. */
record DidQuery(
        @Parameter(
                description = "A number search: digits in any format, % for any digits, _ for one, letters as"
                        + " keypad digits, or several numbers separated by commas. A trailing % is implied.",
                example = "1800%VOIP")
        @Nullable
        String number,

        @Parameter(description = "Any of these: FREE, FROZEN, RESERVED, GIVEN, IN_USE, AGING, PENDING.") @Nullable
        List<String> status,

        @Parameter(description = "A pricing batch by name, or NONE for unassigned numbers.") @Nullable
        String pricingBatch,

        @Parameter(description = "A vendor batch by name, or NONE.") @Nullable
        String vendorBatch,

        @Parameter(description = "The supply label of the numbers.") @Nullable
        String supplyLabel,

        @Parameter(description = "A DID group by name, or NONE.") @Nullable
        String group,

        @Parameter(description = "A reseller or customer of yours by name, or NONE for numbers with nobody.") @Nullable
        String heldBy,

        @Parameter(description = "ISO 3166-1 alpha-2, or -- for numbers of no country.") @Nullable
        String country,

        @Parameter(description = "Part of the area's name.") @Nullable
        String area,

        @Parameter(description = "GOLD, SILVER or STANDARD.") @Nullable
        String numberClass,

        @Parameter(
                description = "Only free numbers of which all this finds at least so many one after the other:"
                        + " 2 to 10000.",
                example = "10")
        @Nullable
        Integer inARow,

        @Parameter(
                description = "A condition of any depth as JSON, as in the filter of an operation; all that is said"
                        + " besides must hold as well.",
                example = DidFilter.CONDITION_EXAMPLE)
        @Nullable
        String filter,

        @Parameter(
                description = "number, or, up to 10,000 hits, group, country, status, heldBy, pricingBatch,"
                        + " activationCost, recurringCost, recurringRevenue, description, heldSince or"
                        + " releasedAt. A minus in front sorts descending.",
                example = "number")
        @Nullable
        String sort,

        @Parameter(description = "How many at most, 1 to 200; 50 if not said.") @Nullable
        Integer limit,

        @Parameter(description = "The next of the page before.") @Nullable
        String after) {

    static final int MOST = 200;
    static final int USUAL = 50;

    DidFilter search() {
        return new DidFilter(
                number,
                status,
                pricingBatch,
                vendorBatch,
                supplyLabel,
                group,
                heldBy,
                country,
                area,
                numberClass,
                inARow,
                filter == null || filter.isBlank() ? null : Filters.json(filter));
    }

    static int limit(@Nullable Integer wanted) {
        if (wanted == null) {
            return USUAL;
        }
        if (wanted < 1 || wanted > MOST) {
            throw new InvalidRequestException("limit", FieldFault.OUT_OF_RANGE, 1, MOST);
        }
        return wanted;
    }
}
