package com.didstock.api;

import com.didstock.internalnumbers.InternalNumber;
import com.didstock.internalnumbers.InternalNumbers;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The customer's own internal numbers. */
@RestController
@RequestMapping(path = "/api/v1/internal-numbers", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Internal numbers",
        description = "Numbers of 3 to 6 digits for calls inside the network, free of charge; for customers.")
class InternalNumbersController {

    private final CurrentActor actors;
    private final InternalNumbers numbers;

    InternalNumbersController(CurrentActor actors, InternalNumbers numbers) {
        this.actors = actors;
        this.numbers = numbers;
    }

    @Schema(name = "InternalNumber")
    record Item(
            @Schema(example = "0801") String number,

            Instant since,

            @Schema(description = "Whether an account uses it.")
            boolean inUse) {

        static Item of(InternalNumber held) {
            return new Item(held.number(), held.since(), held.inUse());
        }
    }

    @Schema(name = "InternalNumbers")
    record Held(
            List<Item> items,

            @Schema(description = "How many you hold.") long used,

            @Schema(description = "How many you may hold.") int most) {}

    @Schema(name = "InternalOffer")
    record Offered(
            List<String> items,

            @Schema(description = "Send it as after to get the next page; null: this is the last.") @Nullable
            String next) {}

    @Schema(name = "InternalNumbersWanted")
    record Wanted(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "[\"0801\"]") @Nullable
            List<@Nullable String> numbers) {

        List<String> said() {
            return numbers == null
                    ? List.of()
                    : numbers.stream().filter(Objects::nonNull).toList();
        }
    }

    @Schema(name = "InternalNumbersTaken")
    record Taken(List<String> numbers) {}

    @GetMapping
    @Operation(summary = "Your internal numbers", operationId = "listInternalNumbers")
    Held held() {
        var actor = actors.actor();
        var allowance = numbers.allowance(actor);
        return new Held(numbers.held(actor).stream().map(Item::of).toList(), allowance.used(), allowance.most());
    }

    @GetMapping("/offer")
    @Operation(summary = "Internal numbers that you can take", operationId = "listInternalOffer")
    Offered offer(
            @Parameter(description = "A number as in /dids: starts with, %, _, letters.")
                    @RequestParam(required = false)
                    @Nullable
                    String number,
            @Parameter(description = "Where an earlier page said to go on.") @RequestParam(required = false) @Nullable
                    String after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > InternalNumbers.MOST_AT_ONCE) {
            throw new InvalidRequestException("limit", FieldFault.OUT_OF_RANGE, 1, InternalNumbers.MOST_AT_ONCE);
        }
        var page = numbers.offered(actors.actor(), number == null ? "" : number, after, limit);
        return new Offered(page, page.size() < limit ? null : page.getLast());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Take internal numbers; all or none", operationId = "takeInternalNumbers")
    Taken take(@RequestBody Wanted wanted) {
        return new Taken(numbers.take(actors.actor(), wanted.said()));
    }

    @DeleteMapping("/{number}")
    @Operation(summary = "Give an internal number back", operationId = "returnInternalNumber")
    ResponseEntity<Void> giveBack(@PathVariable String number) {
        numbers.giveBack(actors.actor(), List.of(number));
        return ResponseEntity.noContent().build();
    }
}
