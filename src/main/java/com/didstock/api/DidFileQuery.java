package com.didstock.api;

import com.didstock.downloads.DidColumn;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a file of numbers: those of a list, and what the file is like. */
record DidFileQuery(
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

        @Parameter(description = "A condition as JSON, as in the list of numbers.") @Nullable
        String filter,

        @Parameter(description = "As in the list of numbers.", example = "number") @Nullable
        String sort,

        @Parameter(description = "How many rows at most; all if not said.") @Nullable
        Long limit,

        @Parameter(description = "The next of a page of the list with the same search: the file begins after it.")
        @Nullable
        String after,

        @Parameter(
                description = "Which columns besides those that an upload needs, by their names in the list of"
                        + " numbers; all if not said.",
                example = "status")
        @Nullable
        List<String> columns,

        @Parameter(description = "Time zone of the times, such as Europe/Berlin; the operator's if not said.") @Nullable
        String timeZone) {

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

    long most() {
        if (limit == null) {
            return Long.MAX_VALUE;
        }
        if (limit < 1) {
            throw new InvalidRequestException("limit", FieldFault.OUT_OF_RANGE, 1, Integer.MAX_VALUE);
        }
        return limit;
    }

    Set<DidColumn> wanted() {
        var wanted = EnumSet.noneOf(DidColumn.class);
        for (var name : columns == null ? List.<String>of() : columns) {
            wanted.add(DidColumn.named(name)
                    .orElseThrow(() -> new InvalidRequestException(
                            "columns",
                            FieldFault.UNKNOWN_VALUE,
                            Arrays.stream(DidColumn.values())
                                    .map(DidColumn::apiName)
                                    .collect(Collectors.joining(", ")))));
        }
        return wanted;
    }
}
