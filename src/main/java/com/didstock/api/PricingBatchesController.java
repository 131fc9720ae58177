package com.didstock.api;

import com.didstock.pricing.AppliedTo;
import com.didstock.pricing.BatchChanges;
import com.didstock.pricing.BatchTerms;
import com.didstock.pricing.BatchType;
import com.didstock.pricing.PricingBatch;
import com.didstock.pricing.PricingBatchRow;
import com.didstock.pricing.PricingBatches;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The tenant's price rules. */
@RestController
@RequestMapping(path = "/api/v1/pricing-batches", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Pricing batches", description = "Your price rules; numbers in them are offered at their price.")
class PricingBatchesController {

    private final CurrentActor actors;
    private final PricingBatches batches;
    private final BatchChanges log;

    PricingBatchesController(CurrentActor actors, PricingBatches batches, BatchChanges log) {
        this.actors = actors;
        this.log = log;
        this.batches = batches;
    }

    /** What can be said of a pricing batch; what is not said is nothing, zero or inventoried. */
    @Schema(name = "PricingBatchTerms")
    record Terms(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Retail US") @Nullable
            String name,

            @Schema(description = "CUSTOMERS or RESELLERS.", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String appliedTo,

            @Schema(description = "INVENTORIED (if not said) or ON_DEMAND.") @Nullable
            String type,

            @Schema(description = "Id of the vendor that an on-demand batch orders from.") @Nullable
            Integer onDemandVendor,

            @Nullable Boolean freeOfCharge,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "EUR") @Nullable
            String currency,

            @Schema(description = "Added once.", example = "1.00") @Nullable
            String activationFee,

            @Schema(description = "Added to each month.", example = "0.50") @Nullable
            String recurringFee,

            @Schema(description = "Added to the recurring cost.", example = "15") @Nullable
            String markupPercent,

            @Schema(description = "Digits after the point, 0 to 5; null: those of the currency.") @Nullable
            Integer rounding,

            @Nullable String description,

            @Schema(description = "In a change: the version it is based on, unless If-Match says it.") @Nullable
            Integer version) {

        static Terms of(BatchTerms terms) {
            return new Terms(
                    terms.name(),
                    terms.appliedTo().name(),
                    terms.type().name(),
                    terms.onDemandVendor(),
                    terms.freeOfCharge(),
                    terms.currency(),
                    terms.activationFee().toPlainString(),
                    terms.recurringFee().toPlainString(),
                    terms.markupPercent().toPlainString(),
                    terms.rounding(),
                    terms.description(),
                    null);
        }

        BatchTerms terms() {
            return new BatchTerms(
                    name == null ? "" : name,
                    Filters.constant(AppliedTo.class, appliedTo, "appliedTo"),
                    type == null ? BatchType.INVENTORIED : Filters.constant(BatchType.class, type, "type"),
                    onDemandVendor,
                    freeOfCharge != null && freeOfCharge,
                    currency == null ? "" : currency,
                    amount(activationFee, "activationFee"),
                    amount(recurringFee, "recurringFee"),
                    amount(markupPercent, "markupPercent"),
                    rounding,
                    description == null ? "" : description);
        }

        private static BigDecimal amount(@Nullable String text, String field) {
            return Objects.requireNonNullElse(Amounts.read(text, field), BigDecimal.ZERO);
        }
    }

    @Schema(name = "PricingBatch")
    record Item(
            int id,
            int version,
            String name,
            String appliedTo,
            String type,
            @Nullable Integer onDemandVendor,
            boolean freeOfCharge,
            String currency,
            String activationFee,
            String recurringFee,
            String markupPercent,
            @Nullable Integer rounding,
            String description,

            @Schema(description = "What lies in it; told in lists.") @Nullable
            Holdings numbers,

            @Schema(description = "Names of the children it is assigned to; told in lists.") @Nullable
            List<String> assignedTo) {

        static Item of(PricingBatch batch) {
            return of(batch, null, null);
        }

        static Item of(PricingBatchRow row) {
            return of(row.batch(), Holdings.of(row.numbers()), row.assignedTo());
        }

        private static Item of(PricingBatch batch, @Nullable Holdings numbers, @Nullable List<String> assignedTo) {
            var terms = batch.terms();
            return new Item(
                    batch.id(),
                    batch.version(),
                    terms.name(),
                    terms.appliedTo().name(),
                    terms.type().name(),
                    terms.onDemandVendor(),
                    terms.freeOfCharge(),
                    terms.currency(),
                    String.valueOf(Amounts.text(terms.activationFee(), terms.currency())),
                    String.valueOf(Amounts.text(terms.recurringFee(), terms.currency())),
                    terms.markupPercent().toPlainString(),
                    terms.rounding(),
                    terms.description(),
                    numbers,
                    assignedTo);
        }
    }

    @Schema(name = "PricingBatches")
    record Items(List<Item> items) {}

    @GetMapping
    @Operation(summary = "Your pricing batches", operationId = "listPricingBatches")
    Items list(@RequestParam(required = false) @Nullable String search) {
        return new Items(batches.list(actors.actor(), search == null ? "" : search).stream()
                .map(Item::of)
                .toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One pricing batch", operationId = "getPricingBatch")
    ResponseEntity<Item> get(@PathVariable int id) {
        return tagged(ResponseEntity.ok(), batches.find(actors.actor(), id));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Create a pricing batch", operationId = "createPricingBatch")
    ResponseEntity<Item> create(@RequestBody Terms terms) {
        var batch = batches.create(actors.actor(), terms.terms());
        return tagged(ResponseEntity.created(URI.create("/api/v1/pricing-batches/" + batch.id())), batch);
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(
            summary = "Change a pricing batch",
            operationId = "changePricingBatch",
            description = "For numbers given out from now on; numbers already given out keep their price.")
    ResponseEntity<Item> change(
            @PathVariable int id,
            @Parameter(description = "True: also if numbers would then be offered for less a month than they cost.")
                    @RequestParam(defaultValue = "false")
                    boolean allowBelowCost,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Terms.class)))
                    @RequestBody
                    JsonNode body,
            HttpServletRequest request) {
        var actor = actors.actor();
        var change = Change.read(request, body);
        var before = Terms.of(batches.find(actor, id).terms());
        var after = change.applyTo(before, Terms.class).terms();
        return tagged(ResponseEntity.ok(), batches.update(actor, id, change.version(), after, allowBelowCost));
    }

    @Schema(name = "PricingBatchChange")
    record ChangeItem(
            Instant at,

            @Schema(description = "Login of who did it.") @Nullable
            String by,

            @Schema(description = "What was changed.", example = "recurring_fee")
            String field,

            @Nullable String before,
            @Nullable String after) {}

    @Schema(name = "PricingBatchChanges")
    record ChangeItems(List<ChangeItem> items) {}

    @GetMapping("/{id}/changes")
    @Operation(
            summary = "Who changed what of a pricing batch",
            operationId = "listPricingBatchChanges",
            description = "The latest first.")
    ChangeItems changes(@PathVariable int id) {
        return new ChangeItems(log.list(actors.actor(), id).stream()
                .map(one -> new ChangeItem(one.at(), one.by(), one.field(), one.before(), one.after()))
                .toList());
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Delete a pricing batch that nothing depends on", operationId = "deletePricingBatch")
    ResponseEntity<Void> delete(@PathVariable int id) {
        batches.delete(actors.actor(), id);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<Item> tagged(ResponseEntity.BodyBuilder answer, PricingBatch batch) {
        return answer.eTag(Change.tag(batch.version())).body(Item.of(batch));
    }
}
