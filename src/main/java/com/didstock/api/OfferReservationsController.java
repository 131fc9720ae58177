package com.didstock.api;

import com.didstock.assignment.ApplyTo;
import com.didstock.inventory.Selection;
import com.didstock.offer.OfferReservations;
import com.didstock.offer.ReservedNumber;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the caller's tenant keeps for itself of what is offered to it. */
@RestController
@RequestMapping(path = "/api/v1/offer/reservations", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Offer", description = "Numbers that you can take from the pool above, at your own price.")
class OfferReservationsController {

    private final CurrentActor actors;
    private final OfferReservations reservations;
    private final Filters filters;

    OfferReservationsController(CurrentActor actors, OfferReservations reservations, Filters filters) {
        this.actors = actors;
        this.reservations = reservations;
        this.filters = filters;
    }

    @Schema(name = "OfferReservation")
    record Item(
            OfferController.Item offered,

            @Schema(description = "When it is everybody's again.")
            Instant until,

            @Schema(description = "false: your provider reserved it for you.")
            boolean own,

            boolean extended) {

        static Item of(ReservedNumber reserved) {
            return new Item(
                    OfferController.Item.of(reserved.offered()), reserved.until(), reserved.own(), reserved.extended());
        }
    }

    @Schema(name = "OfferReservations")
    record Items(List<Item> items) {}

    @Schema(name = "OfferReservationRequest")
    record Order(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            OperationOrder.@Nullable Which applyTo,

            @Schema(description = "Which numbers of the offer are meant; none means any.") @Nullable
            DidFilter filter) {}

    @Schema(name = "ReservedNumbers")
    record Numbers(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            List<@Nullable String> numbers) {

        List<String> required() {
            if (numbers == null || numbers.isEmpty() || numbers.size() > Selection.MAX_SIZE) {
                throw new InvalidRequestException("numbers", FieldFault.OUT_OF_RANGE, 1, Selection.MAX_SIZE);
            }
            return OperationOrder.digits(numbers, "numbers");
        }
    }

    @Schema(name = "ReservedNumbersToTake")
    record Taken(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            List<@Nullable String> numbers,

            @Schema(
                    description = "What one of them may cost a month at most; if one costs more by now, none is taken.",
                    example = "2.50",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String recurringCost) {}

    @GetMapping
    @Operation(summary = "What is reserved for you", operationId = "listOfferReservations")
    Items list() {
        return new Items(
                reservations.list(actors.actor()).stream().map(Item::of).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Reserve numbers of the offer for yourself",
            operationId = "reserveFromOffer",
            description =
                    "For 14 days, up to your limit (20 unless your provider says otherwise). As many as are asked for, or"
                            + " as there are; the answer names them.")
    Numbers reserve(@RequestBody Order order) {
        var actor = actors.actor();
        var which = order.applyTo();
        if (which == null) {
            throw new InvalidRequestException("applyTo", FieldFault.MISSING);
        }
        var filter = filters.offer(actor, order.filter() == null ? DidFilter.EVERYTHING : order.filter(), "filter.");
        var asked = Selection.MAX_SIZE;
        switch (which.selection()) {
            case ApplyTo.All _ -> {}
            case ApplyTo.First(var count) -> asked = count;
            case ApplyTo.Selected(var numbers) -> {
                filter = filter.withNumbers(numbers);
                asked = numbers.size();
            }
        }
        return new Numbers(List.copyOf(reservations.reserve(actor, filter, asked)));
    }

    @PostMapping(path = "/extend", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Keep what you reserved for another 14 days",
            operationId = "extendOfferReservations",
            description = "Once. All or none.")
    Items extend(@RequestBody Numbers numbers) {
        reservations.extend(actors.actor(), numbers.required());
        return list();
    }

    @PostMapping(path = "/cancel", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Let go what you reserved",
            operationId = "cancelOfferReservations",
            description = "It is offered again at once. All or none.")
    Items cancel(@RequestBody Numbers numbers) {
        reservations.cancel(actors.actor(), numbers.required());
        return list();
    }

    @PostMapping(path = "/take", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Take what is reserved for you",
            operationId = "takeReservedNumbers",
            description = "At the price in force now. All or none.")
    Items take(@RequestBody Taken taken) {
        var dearest = taken.recurringCost();
        if (dearest == null) {
            throw new InvalidRequestException("recurringCost", FieldFault.MISSING);
        }
        if (!dearest.matches("\\d{1,9}(\\.\\d{1,5})?")) {
            throw new InvalidRequestException("recurringCost", FieldFault.NOT_AN_AMOUNT);
        }
        reservations.take(actors.actor(), new Numbers(taken.numbers()).required(), new BigDecimal(dearest));
        return list();
    }
}
