package com.didstock.api;

import com.didstock.inventory.FilterOptions.Kind;
import com.didstock.notices.StockThreshold;
import com.didstock.notices.StockThresholds;
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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Below which stock the tenant is told so. */
@RestController
@RequestMapping(path = "/api/v1/stock-thresholds", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Notices")
class StockThresholdsController {

    private final CurrentActor actors;
    private final StockThresholds thresholds;
    private final OwnNames names;

    StockThresholdsController(CurrentActor actors, StockThresholds thresholds, OwnNames names) {
        this.actors = actors;
        this.thresholds = thresholds;
        this.names = names;
    }

    @Schema(name = "NewStockThreshold")
    record Wanted(
            @Schema(description = "Two letters of ISO 3166; not said: of all countries.", example = "DE") @Nullable
            String country,

            @Schema(description = "Part of the area's name; not said: of all areas.") @Nullable
            String area,

            @Schema(description = "A pricing batch of yours by name; not said: of all.") @Nullable
            String pricingBatch,

            @Schema(
                    description = "The fewest that are to be free.",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "50")
            @Nullable
            Integer fewest) {}

    @Schema(name = "StockThreshold")
    record Item(
            int id,
            @Nullable String country,
            @Nullable String area,
            @Nullable String pricingBatch,
            int fewest,

            @Schema(description = "Since when you are told that there are fewer; null: there are not.") @Nullable
            Instant toldAt) {

        static Item of(StockThreshold threshold) {
            return new Item(
                    threshold.id(),
                    threshold.terms().country(),
                    threshold.terms().area(),
                    threshold.pricingBatch(),
                    threshold.terms().fewest(),
                    threshold.toldAt());
        }
    }

    @Schema(name = "StockThresholds")
    record Items(List<Item> items) {}

    @GetMapping
    @Operation(
            summary = "Below which stock you are told so",
            operationId = "listStockThresholds",
            description = "Told once by a notice STOCK_LOW, and again only when there were enough in between.")
    Items list() {
        return new Items(thresholds.list(actors.actor()).stream().map(Item::of).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Be told when fewer numbers are free", operationId = "createStockThreshold")
    ResponseEntity<Item> add(@RequestBody Wanted wanted) {
        var actor = actors.actor();
        var fewest = wanted.fewest();
        if (fewest == null) {
            throw new InvalidRequestException("fewest", FieldFault.MISSING);
        }
        var batch = wanted.pricingBatch();
        var batchId = batch == null || batch.isBlank()
                ? null
                : Integer.valueOf(names.id(actor, Kind.PRICING_BATCH, batch, "pricingBatch"));
        var added = thresholds.add(actor, new StockThreshold.Terms(wanted.country(), wanted.area(), batchId, fewest));
        return ResponseEntity.status(HttpStatus.CREATED).body(Item.of(added));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Be told no more", operationId = "deleteStockThreshold")
    ResponseEntity<Void> remove(@PathVariable int id) {
        thresholds.remove(actors.actor(), id);
        return ResponseEntity.noContent().build();
    }
}
