package com.didstock.api;

import com.didstock.inventory.DidSort;
import com.didstock.offer.FormerNumber;
import com.didstock.offer.FormerNumbers;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the caller's tenant had and may take back while it rests. */
@RestController
@RequestMapping(path = "/api/v1/offer/former", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Offer")
class FormerNumbersController {

    private static final String SEARCH = "former";

    private final CurrentActor actors;
    private final FormerNumbers former;

    FormerNumbersController(CurrentActor actors, FormerNumbers former) {
        this.actors = actors;
        this.former = former;
    }

    @Schema(name = "FormerNumber")
    record Item(
            String number,
            @Nullable String country,
            @Nullable String area,
            String numberType,
            String numberClass,
            boolean freeOfCharge,

            @Schema(
                    description = "What it cost you a month, and would again; null: it can't come back.",
                    example = "3.50")
            @Nullable
            String recurringCost,

            @Nullable String currency,

            @Schema(description = "When its rest is over: then it is offered as any other.")
            Instant until,

            @Schema(description = "Whether it can come back to you the way it went.")
            boolean possible) {

        static Item of(FormerNumber former) {
            var recurring = former.recurring();
            var currency = former.currency();
            return new Item(
                    former.number(),
                    former.country(),
                    former.area(),
                    former.numberType(),
                    former.numberClass(),
                    former.freeOfCharge(),
                    recurring == null || currency == null ? null : Amounts.text(recurring, currency),
                    currency,
                    former.until(),
                    former.possible());
        }
    }

    @Schema(name = "FormerNumberPage")
    record Page(
            List<Item> items,

            @Schema(description = "Send it as after to get the next page; null: this is the last.") @Nullable
            String next) {}

    @GetMapping
    @Operation(
            summary = "Numbers you had that are still resting",
            operationId = "listFormerNumbers",
            description = "You can take them back until their rest is over; nobody else can.")
    Page list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        var most = DidQuery.limit(limit);
        var position = Cursor.read(after, SEARCH, DidSort.NUMBER);
        var page = former.list(actors.actor(), position == null ? null : position.number(), most);
        var next = page.size() < most
                ? null
                : Cursor.write(SEARCH, "", page.getLast().number());
        return new Page(page.stream().map(Item::of).toList(), next);
    }

    @PostMapping(path = "/take-back", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Take back numbers that are still resting",
            operationId = "takeBackNumbers",
            description = "At the prices they had, without an activation; those through whom they went have them again,"
                    + " too. All or none.")
    ResponseEntity<Void> takeBack(@RequestBody OfferReservationsController.Numbers numbers) {
        former.takeBack(actors.actor(), numbers.required());
        return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
    }
}
