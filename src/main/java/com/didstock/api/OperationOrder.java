package com.didstock.api;

import com.didstock.assignment.ApplyTo;
import com.didstock.assignment.Choices;
import com.didstock.inventory.Selection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be done to which numbers. */
@Schema(name = "OperationRequest")
record OperationOrder(
        @Schema(
                description = "ASSIGN_TO_PRICING_BATCH, UNASSIGN_FROM_PRICING_BATCH, REPRICE, ASSIGN_TO_GROUP,"
                        + " REMOVE_FROM_GROUP, SET_DESCRIPTION, SET_CLASS, MOVE_TO_VENDOR_BATCH, SET_FREE_OF_CHARGE, GIVE, TAKE, RECALL, TRANSFER, RELEASE_TO_POOL,"
                        + " ASSIGN_TO_ACCOUNT, MOVE_TO_ACCOUNT, UNASSIGN_FROM_ACCOUNT,"
                        + " RETURN, FREEZE, UNFREEZE, RESERVE, EXTEND_RESERVATION, CANCEL_RESERVATION,"
                        + " END_AGING, DELETE or WITHDRAW.",
                example = "ASSIGN_TO_PRICING_BATCH",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String operation,

        @Schema(
                description =
                        "Name of the pricing batch, vendor batch, DID group, reseller or customer; of an account its ID, behind"
                                + " the customer's name and a slash if it is not your own.",
                example = "Retail US")
        @Nullable
        String target,

        @Schema(description = "The description that SET_DESCRIPTION sets.") @Nullable
        String description,

        @Schema(description = "The class that SET_CLASS sets: GOLD, SILVER or STANDARD.") @Nullable
        String numberClass,

        @Schema(
                description = "SET_FREE_OF_CHARGE: true: nobody is charged for the numbers any more; false: they are"
                        + " charged again. What is given out changes when the operator's next day begins.")
        @Nullable
        Boolean freeOfCharge,

        @Schema(
                description =
                        "MOVE_TO_VENDOR_BATCH: what each number costs once in that batch, in its currency; without"
                                + " it, what it costs now.",
                example = "1.00")
        @Nullable
        String activationCost,

        @Schema(
                description =
                        "MOVE_TO_VENDOR_BATCH: what each number costs a month in that batch, from today on; without"
                                + " it, what it costs now.",
                example = "0.50")
        @Nullable
        String recurringCost,

        @Schema(description = "END_AGING: why, in words. WITHDRAW: PORTED_OUT, ENDED_BY_VENDOR, LEGAL or FRAUD.")
        @Nullable
        String reason,

        @Schema(
                description =
                        "UNASSIGN_FROM_ACCOUNT: KEEP, BACK_TO_BATCH, RELEASE_TO_POOL or BY_ORIGIN; without it, as is laid"
                                + " down for the customer.")
        @Nullable
        String then,

        @Schema(description = "RESERVE: for whom, if not for a customer or reseller of yours.") @Nullable
        String prospect,

        @Schema(
                description = "RESERVE and EXTEND_RESERVATION: the last day, in the operator's time zone.",
                example = "2026-12-31")
        @Nullable
        LocalDate until,

        @Schema(
                description =
                        "REPRICE: the first day of the new price, the first of a month, so many days away as the operator says (30);"
                                + " without it, the first that is possible. The target is a pricing batch to move to;"
                                + " without it, each number takes the current price of its own.",
                example = "2027-01-01")
        @Nullable
        LocalDate from,

        @Schema(
                description =
                        "TRANSFER and WITHDRAW: the day on which it is done, in the operator's time zone, at most 366"
                                + " days ahead; without it, at once. Until it begins it is listed as planned and can be cancelled.",
                example = "2026-12-01")
        @Nullable
        LocalDate effectiveOn,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        Which applyTo,

        @Schema(description = "Which numbers are meant; none means all.") @Nullable
        DidFilter filter,

        @Schema(description = "Assign to a pricing batch: also numbers that lie in another one.") @Nullable
        Boolean reassign,

        @Schema(description = "Give: price by the batch assigned to the child, even where a number lies in another.")
        @Nullable
        Boolean byAssignedBatch,

        @Schema(description = "Recall: also numbers that the child reserved or gave on.") @Nullable
        Boolean alsoGivenOn,

        @Schema(description = "Release: recall numbers that are with a child first.") @Nullable
        Boolean recallFirst,

        @Schema(
                description = "With preview false: true if numbers may go for less a month than they cost. If not, what"
                        + " would do that is refused with BELOW_COST.")
        @Nullable
        Boolean allowBelowCost,

        @Schema(
                description = "true: only tell what would happen, and fix the selection for an hour. This is also"
                        + " what happens if it is not said.")
        @Nullable
        Boolean preview) {

    /** Exactly one of the three. */
    @Schema(name = "ApplyTo", description = "Exactly one of all, first and numbers.")
    record Which(
            @Schema(description = "true: all that match.") @Nullable
            Boolean all,

            @Schema(description = "The first so many for which it is possible.", example = "500") @Nullable
            Integer first,

            @Schema(description = "These.") @Nullable List<@Nullable String> numbers) {

        ApplyTo selection() {
            var said = (isSet(all) ? 1 : 0) + (first == null ? 0 : 1) + (numbers == null ? 0 : 1);
            if (said != 1) {
                throw new InvalidRequestException("applyTo", FieldFault.ONE_OF, "all, first, numbers");
            }
            if (first != null) {
                if (first < 1 || first > Selection.MAX_SIZE) {
                    throw new InvalidRequestException("applyTo.first", FieldFault.OUT_OF_RANGE, 1, Selection.MAX_SIZE);
                }
                return new ApplyTo.First(first);
            }
            return numbers == null ? new ApplyTo.All() : new ApplyTo.Selected(digits(numbers, "applyTo.numbers"));
        }
    }

    boolean isPreview() {
        return preview == null || preview;
    }

    boolean belowCostToo() {
        return isSet(allowBelowCost);
    }

    DidFilter wanted() {
        return filter == null ? DidFilter.EVERYTHING : filter;
    }

    Choices choices() {
        return new Choices(isSet(reassign), isSet(byAssignedBatch), isSet(alsoGivenOn), isSet(recallFirst));
    }

    private static boolean isSet(@Nullable Boolean choice) {
        return choice != null && choice;
    }

    ApplyTo selection() {
        if (applyTo == null) {
            throw new InvalidRequestException("applyTo", FieldFault.MISSING);
        }
        return applyTo.selection();
    }

    /** With or without plus; what is no number at all is then one that the tenant does not hold. */
    static List<String> digits(List<@Nullable String> numbers, String field) {
        if (numbers.isEmpty() || numbers.size() > Selection.MAX_SIZE) {
            throw new InvalidRequestException(field, FieldFault.OUT_OF_RANGE, 1, Selection.MAX_SIZE);
        }
        return numbers.stream()
                .map(number -> {
                    if (number == null || number.isBlank()) {
                        throw new InvalidRequestException(field, FieldFault.MISSING);
                    }
                    return number.startsWith("+") ? number.substring(1) : number;
                })
                .toList();
    }
}
