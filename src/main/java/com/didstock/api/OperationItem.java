package com.didstock.api;

import com.didstock.assignment.MoneyEffect;
import com.didstock.assignment.OperationResult;
import com.didstock.assignment.Plan;
import com.didstock.assignment.Preview;
import com.didstock.assignment.Preview.Skipped;
import com.didstock.offer.Offer;
import com.didstock.offer.Taking;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An operation, previewed or done. */
@Schema(name = "Operation")
record OperationItem(
        UUID id,
        @Schema(example = "ASSIGN_TO_PRICING_BATCH") String operation,

        @Schema(
                description =
                        "PREVIEWED: nothing has changed yet. APPLIED: it is done. PLANNED: it will be done on its day,"
                                + " unless it is CANCELLED; FAILED: on that day it could not be.")
        String status,

        @Schema(description = "Name of the pricing batch, DID group, reseller or customer.") @Nullable
        String target,

        @Schema(description = "How many numbers it would change, or was to change.")
        int wouldChange,

        @Schema(description = "How many numbers it changed; null while it is only previewed.") @Nullable
        Integer changed,

        @Schema(description = "Which numbers it changed; null while it is only previewed.") @Nullable
        List<String> numbers,

        @Schema(description = "The first of the numbers that would change.") @Nullable
        String first,

        @Schema(description = "The last of them.") @Nullable String last,

        @Schema(description = "Numbers passed over, by reason.")
        List<Passed> skipped,

        @Nullable Effect money,

        @Schema(description = "Until when it can be applied.") @Nullable
        Instant expiresAt,

        @Nullable Instant appliedAt,

        @Schema(description = "The day for which it is or was planned, in the operator's time zone; null: none.")
        @Nullable
        LocalDate effectiveOn) {

    static final String PREVIEWED = "PREVIEWED";
    static final String APPLIED = "APPLIED";
    static final String PLANNED = "PLANNED";

    /** So many numbers are listed for each reason; the count says how many there are. */
    private static final int LISTED = 100;

    @Schema(name = "Skipped")
    record Passed(
            @Schema(example = "IN_OTHER_BATCH") String reason,
            @Schema(description = "The reason in words.") String detail,
            int count,
            @Schema(description = "The first 100 of them.") List<String> numbers) {}

    /** What it means in money for the caller's tenant, a sum for each currency. */
    @Schema(name = "MoneyEffect")
    record Effect(
            @Schema(description = "Charged now.") List<Amounts.Money> chargedNow,

            @Schema(description = "Earned a month from now on; negative: no longer earned.")
            List<Amounts.Money> earnedMonthly,

            @Schema(description = "Paid a month from now on; negative: no longer paid.")
            List<Amounts.Money> paidMonthly,

            @Schema(description = "The price a month at which the numbers will be offered.")
            List<Amounts.Money> offeredMonthly,

            @Schema(description = "What the numbers cost a month, before and after.")
            List<Amounts.Money> costsEitherWay,

            @Schema(description = "How many numbers would be sold or offered for less a month than they cost.")
            int belowCost) {

        static @Nullable Effect of(@Nullable MoneyEffect money) {
            return money == null
                    ? null
                    : new Effect(
                            Amounts.sums(money.chargedNow()),
                            Amounts.sums(money.earnedMonthly()),
                            Amounts.sums(money.paidMonthly()),
                            Amounts.sums(money.offeredMonthly()),
                            Amounts.sums(money.costsEitherWay()),
                            money.belowCost());
        }
    }

    static OperationItem of(Preview preview, Function<Skipped, String> words) {
        return new OperationItem(
                preview.id(),
                preview.request().kind().name(),
                PREVIEWED,
                preview.targetName(),
                preview.wouldChange(),
                null,
                null,
                preview.first(),
                preview.last(),
                passed(preview.skipped(), words),
                Effect.of(preview.money()),
                preview.expiresAt(),
                null,
                preview.request().kind().plannable() ? preview.request().date() : null);
    }

    static OperationItem of(OperationResult result, @Nullable Preview preview, Function<Skipped, String> words) {
        return new OperationItem(
                result.id(),
                result.kind().name(),
                result.plannedFor() == null ? APPLIED : PLANNED,
                result.targetName(),
                preview == null ? result.changed() : preview.wouldChange(),
                result.plannedFor() == null ? result.changed() : null,
                result.plannedFor() == null ? result.numbers() : null,
                result.numbers().isEmpty() ? null : result.numbers().getFirst(),
                result.numbers().isEmpty() ? null : result.numbers().getLast(),
                passed(result.skipped(), words),
                preview == null ? null : Effect.of(preview.money()),
                null,
                result.plannedFor() == null ? result.appliedAt() : null,
                result.plannedFor());
    }

    static OperationItem of(Taking taking) {
        var preview = taking.preview();
        var result = taking.result();
        var numbers = result == null ? null : result.numbers();
        return new OperationItem(
                preview.key(),
                Offer.TAKE,
                result == null ? PREVIEWED : APPLIED,
                null,
                preview.numbers(),
                numbers == null ? null : numbers.size(),
                numbers,
                numbers == null || numbers.isEmpty() ? null : numbers.getFirst(),
                numbers == null || numbers.isEmpty() ? null : numbers.getLast(),
                List.of(),
                result == null
                        ? cost(preview.activation(), preview.recurring(), preview.currency())
                        : cost(result.activation(), result.recurring(), result.currency()),
                result == null ? taking.expiresAt() : null,
                taking.takenAt(),
                null);
    }

    /** With the day for which it was planned, and what became of that. */
    OperationItem with(Plan plan) {
        return new OperationItem(
                id,
                operation,
                plan.state() == Plan.State.DONE ? APPLIED : plan.state().name(),
                target,
                wouldChange,
                changed,
                numbers,
                first,
                last,
                skipped,
                money,
                null,
                appliedAt,
                plan.effectiveOn());
    }

    private static Effect cost(BigDecimal activation, BigDecimal recurring, String currency) {
        return new Effect(
                Amounts.sums(Map.of(currency, activation)),
                List.of(),
                Amounts.sums(Map.of(currency, recurring)),
                List.of(),
                List.of(),
                0);
    }

    private static List<Passed> passed(List<Skipped> skipped, Function<Skipped, String> words) {
        return skipped.stream()
                .map(one -> new Passed(
                        one.reason().name(),
                        words.apply(one),
                        one.count(),
                        one.numbers().subList(0, Math.min(LISTED, one.numbers().size()))))
                .toList();
    }
}
