package com.didstock.api;

import com.didstock.assignment.Plan;
import com.didstock.assignment.Plans;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Operations that are planned for a day to come: transfers, withdrawals, moves of resellers and customers. */
@RestController
@RequestMapping(path = "/api/v1/operations", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operations", description = "Doing one thing to many numbers, up to 10,000 at once.")
class PlannedOperationsController {

    private final CurrentActor actors;
    private final Plans plans;

    PlannedOperationsController(CurrentActor actors, Plans plans) {
        this.actors = actors;
        this.plans = plans;
    }

    @Schema(name = "PlannedOperation")
    record Item(
            UUID id,

            @Schema(description = "TRANSFER, WITHDRAW, or MOVE_TENANTS: resellers or customers go to another parent.")
            String operation,

            @Schema(
                    description = "It is done when this day begins in the operator's time zone.",
                    example = "2026-12-01")
            LocalDate effectiveOn,

            @Schema(description = "PLANNED, DONE, CANCELLED or FAILED.")
            String status,

            String plannedBy,
            Instant plannedAt,

            @Schema(description = "To whom numbers or tenants go.") @Nullable
            String target,

            @Schema(description = "MOVE_TENANTS: who moves, or whose customers do.") @Nullable
            String moved,

            @Schema(description = "How many numbers it was to change when it was planned.")
            int wouldChange,

            @Schema(description = "How many it changed; null until it is done.") @Nullable
            Integer changed,

            @Schema(description = "When it was done, cancelled or given up.") @Nullable
            Instant overAt,

            @Nullable String cancelledBy,

            @Schema(
                    description =
                            "FAILED: PERSON_GONE, RIGHT_LOST, TARGET_GONE, BELOW_COST, LIMIT, NOT_POSSIBLE or KEEPS_FAILING.")
            @Nullable
            String failure) {

        static Item of(Plan plan) {
            return new Item(
                    plan.id(),
                    plan.operation(),
                    plan.effectiveOn(),
                    plan.state().name(),
                    plan.planner(),
                    plan.plannedAt(),
                    plan.targetName(),
                    plan.movedName(),
                    plan.wouldChange(),
                    plan.changed(),
                    plan.overAt(),
                    plan.cancelledBy(),
                    plan.failure() == null ? null : plan.failure().name());
        }
    }

    /** All of them: those to come are few. */
    @Schema(name = "PlannedOperations")
    record Items(List<Item> items) {}

    @GetMapping("/planned")
    @Operation(
            summary = "What is planned for a day to come",
            operationId = "listPlannedOperations",
            description = "By day; then what became of the plans of the last 30 days, newest first.")
    Items list() {
        return new Items(plans.list(actors.actor()).stream().map(Item::of).toList());
    }

    @GetMapping("/planned/{id}")
    @Operation(summary = "A planned operation", operationId = "getPlannedOperation")
    Item get(@PathVariable UUID id) {
        return plans.find(actors.actor(), id).map(Item::of).orElseThrow(() -> new NotThereException("operation"));
    }

    @DeleteMapping("/planned/{id}")
    @Operation(
            summary = "Cancel a planned operation",
            operationId = "cancelPlannedOperation",
            description = "For whoever may do what is planned, until it is done. Asked again, it changes nothing.")
    Item cancel(@PathVariable UUID id) {
        return Item.of(plans.cancel(actors.actor(), id));
    }
}
