package com.didstock.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which numbers, in the words of the search bar; all that is said must hold.
 *
 * @param number as typed into the search: digits, {@code %}, {@code _}, letters as keypad digits, or a list
 */
@Schema(name = "DidFilter")
record DidFilter(
        @Schema(
                description = "A number search: digits in any format, % for any digits, _ for one, letters as"
                        + " keypad digits, or several numbers separated by commas. A trailing % is implied.",
                example = "1800%VOIP")
        @Nullable
        String number,

        @Schema(description = "Any of these: FREE, FROZEN, RESERVED, GIVEN, IN_USE, AGING, PENDING.") @Nullable
        List<String> status,

        @Schema(description = "A pricing batch by name, or NONE for unassigned numbers.", example = "NONE") @Nullable
        String pricingBatch,

        @Schema(description = "A vendor batch by name, or NONE.") @Nullable
        String vendorBatch,

        @Schema(description = "The supply label of the numbers.") @Nullable
        String supplyLabel,

        @Schema(description = "A DID group by name, or NONE.") @Nullable
        String group,

        @Schema(description = "A reseller or customer of yours by name, or NONE for numbers with nobody.") @Nullable
        String heldBy,

        @Schema(description = "ISO 3166-1 alpha-2, or -- for numbers of no country.", example = "US") @Nullable
        String country,

        @Schema(description = "Part of the area's name.") @Nullable
        String area,

        @Schema(description = "GOLD, SILVER or STANDARD.", example = "GOLD") @Nullable
        String numberClass,

        @Schema(
                description = "Only free numbers of which all this finds at least so many one after the other:"
                        + " 2 to 10000.",
                example = "10")
        @Nullable
        Integer inARow,

        @Schema(
                description =
                        "A condition of any depth: {\"and\": […]}, {\"or\": […]}, {\"not\": …} or {\"field\", \"operator\","
                                + " \"value\" or \"values\"}. Up to 100 tests, groups up to 5 deep. Things of yours are"
                                + " named by their ids, amounts with their currency: 2.50 EUR.",
                type = "object",
                example = CONDITION_EXAMPLE)
        @Nullable
        JsonNode filter) {

    static final String CONDITION_EXAMPLE =
            "{\"and\": [{\"field\": \"country\", \"operator\": \"IS\", \"value\": \"DE\"},"
                    + " {\"not\": {\"field\": \"status\", \"operator\": \"IS\", \"value\": \"FROZEN\"}}]}";

    static final DidFilter EVERYTHING =
            new DidFilter(null, null, null, null, null, null, null, null, null, null, null, null);
}
