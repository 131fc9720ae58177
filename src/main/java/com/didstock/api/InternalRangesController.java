package com.didstock.api;

import com.didstock.internalnumbers.InternalAllowance;
import com.didstock.internalnumbers.InternalLimits;
import com.didstock.internalnumbers.InternalRange;
import com.didstock.internalnumbers.InternalRanges;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which internal numbers there are, and how many of them customers may hold. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Internal ranges",
        description = "The operator's ranges of internal numbers, and limits of the tenants below.")
class InternalRangesController {

    private final CurrentActor actors;
    private final InternalRanges ranges;
    private final InternalLimits limits;

    InternalRangesController(CurrentActor actors, InternalRanges ranges, InternalLimits limits) {
        this.actors = actors;
        this.ranges = ranges;
        this.limits = limits;
    }

    @Schema(name = "InternalRangeTerms")
    record Terms(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "0100") @Nullable
            String first,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "0199") @Nullable
            String last,

            @Schema(
                    description = "Id of the reseller whose customers alone take from it. Not said: all whose resellers"
                            + " have no block.")
            @Nullable
            Integer blockFor) {}

    @Schema(name = "InternalRange")
    record Item(
            int id,
            String first,
            String last,
            long size,

            @Schema(description = "How many of it are taken.")
            long used,

            @Nullable Integer blockFor,

            @Schema(description = "The reseller's name, with those above it.") @Nullable
            String blockForName) {

        static Item of(InternalRange range) {
            var reseller = range.blockFor();
            return new Item(
                    range.id(),
                    range.first(),
                    range.last(),
                    range.size(),
                    range.used(),
                    reseller == null ? null : reseller.id(),
                    reseller == null ? null : reseller.name());
        }
    }

    @Schema(name = "InternalRanges")
    record Items(List<Item> items) {}

    @Schema(name = "InternalLimit")
    record Limit(
            int tenant,
            String name,

            @Schema(description = "RESELLER or CUSTOMER.") String kind,

            @Schema(description = "How many a customer holds.")
            long used,

            @Schema(description = "How many it, or each customer below it, may hold.")
            int most,

            @Schema(description = "What you said; null: nothing.") @Nullable
            Integer said) {

        static Limit of(InternalAllowance allowance) {
            return new Limit(
                    allowance.tenantId(),
                    allowance.name(),
                    allowance.kind().name(),
                    allowance.used(),
                    allowance.most(),
                    allowance.said());
        }
    }

    @Schema(name = "InternalLimits")
    record Limits(List<Limit> items) {}

    @Schema(name = "InternalLimitWanted")
    record WantedLimit(
            @Schema(description = "0 to 10000; null: nothing is said.") @Nullable
            Integer most) {}

    @GetMapping("/internal-ranges")
    @Operation(summary = "Your ranges of internal numbers; for operators", operationId = "listInternalRanges")
    Items list() {
        return new Items(ranges.list(actors.actor()).stream().map(Item::of).toList());
    }

    @PostMapping(path = "/internal-ranges", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Add a range; for operators", operationId = "createInternalRange")
    ResponseEntity<Item> add(@RequestBody Terms terms) {
        var range = ranges.add(
                actors.actor(),
                terms.first() == null ? "" : terms.first(),
                terms.last() == null ? "" : terms.last(),
                terms.blockFor());
        return ResponseEntity.created(URI.create("/api/v1/internal-ranges/" + range.id()))
                .body(Item.of(range));
    }

    @DeleteMapping("/internal-ranges/{id}")
    @Operation(summary = "Remove a range of which nothing is taken", operationId = "deleteInternalRange")
    ResponseEntity<Void> remove(@PathVariable int id) {
        ranges.remove(actors.actor(), id);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/internal-limits")
    @Operation(
            summary = "How many internal numbers your resellers' customers and your customers may hold",
            operationId = "listInternalLimits")
    Limits limits() {
        return new Limits(limits.list(actors.actor()).stream().map(Limit::of).toList());
    }

    @PutMapping(path = "/internal-limits/{tenant}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Say how many internal numbers a customer, or each customer of a reseller, may hold",
            operationId = "setInternalLimit",
            description =
                    "Usually ten. What the operator says of its own resellers and customers replaces the ten; what"
                            + " resellers say only lowers it.")
    Limit limit(@PathVariable int tenant, @RequestBody WantedLimit wanted) {
        return Limit.of(limits.limit(actors.actor(), tenant, wanted.most()));
    }
}
