package com.didstock.api;

import com.didstock.assignment.ChildMove;
import com.didstock.assignment.ChildMovePreview;
import com.didstock.assignment.ChildMoves;
import com.didstock.inventory.FilterOptions.Kind;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moving a reseller or customer, with all below it, to another parent. */
@RestController
@RequestMapping(path = "/api/v1/tenant-moves", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Resellers and customers", description = "Your direct children in the tree.")
class TenantMovesController {

    private final CurrentActor actors;
    private final ChildMoves moves;
    private final OwnNames names;

    TenantMovesController(CurrentActor actors, ChildMoves moves, OwnNames names) {
        this.actors = actors;
        this.moves = moves;
        this.names = names;
    }

    @Schema(name = "TenantMove")
    record Order(
            @Schema(description = "Whose customers move: a reseller of yours, by its name. Left out: your own.")
            @Nullable
            String from,

            @Schema(description = "The id of the one that moves. Left out: all of the reseller's.") @Nullable
            Integer tenant,

            @Schema(description = "The reseller of yours below which they stand then. Left out: directly below you.")
            @Nullable
            String to,

            @Schema(description = "Your pricing batch by which that reseller pays for their numbers.") @Nullable
            String pricingBatch,

            @Schema(
                    description =
                            "The day on which they move, in the operator's time zone, at most 366 days ahead; left out:"
                                    + " today.",
                    example = "2026-12-01")
            @Nullable
            LocalDate effectiveOn,

            @Schema(description = "true: only tells what would happen.", defaultValue = "true") @Nullable
            Boolean preview) {}

    /** One currency: what you earn with these numbers. */
    @Schema(name = "TenantMoveMoney")
    record Money(
            String currency,
            @Nullable String monthlyBefore,
            @Nullable String monthlyAfter,
            @Nullable String chargedNow) {

        static Money of(ChildMovePreview.Money money) {
            return new Money(
                    money.currency(),
                    Amounts.text(money.monthlyBefore(), money.currency()),
                    Amounts.text(money.monthlyAfter(), money.currency()),
                    Amounts.text(money.once(), money.currency()));
        }
    }

    @Schema(name = "TenantMoveResult")
    record Result(
            @Schema(description = "false: nothing has changed yet.")
            boolean done,

            @Schema(description = "The planned operation, if they are to move on a day to come.") @Nullable
            UUID planned,

            @Schema(description = "How many resellers and customers move, not counting those below them.")
            int tenants,

            @Schema(description = "How many numbers stay with them and are paid to somebody else.")
            int numbers,

            @Schema(description = "How many of these are in use, and stay in use.")
            int inUse,

            @Nullable List<Money> money) {

        static Result of(ChildMovePreview preview, boolean done, @Nullable UUID planned) {
            var money = preview.money();
            return new Result(
                    done,
                    planned,
                    preview.children(),
                    preview.numbers(),
                    preview.inUse(),
                    money == null ? null : money.stream().map(Money::of).toList());
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Move a reseller or customer to another parent",
            operationId = "moveTenant",
            description =
                    "Their numbers stay with them at their prices, and those in use stay in use. Takes effect today, or is"
                            + " planned for a day to come: see the planned operations.")
    Result move(@RequestBody Order order) {
        var actor = actors.actor();
        var move = new ChildMove(
                order.from() == null ? actor.tenantId() : names.id(actor, Kind.CHILD, order.from(), "from"),
                order.tenant(),
                order.to() == null ? actor.tenantId() : names.id(actor, Kind.CHILD, order.to(), "to"),
                order.pricingBatch() == null
                        ? null
                        : names.id(actor, Kind.PRICING_BATCH, order.pricingBatch(), "pricingBatch"));
        var preview = moves.preview(actor, move);
        if (!Boolean.FALSE.equals(order.preview())) {
            return Result.of(preview, false, null);
        }
        var planned = moves.apply(actor, preview, order.effectiveOn());
        return Result.of(preview, planned.isEmpty(), planned.orElse(null));
    }
}
