package com.didstock.api;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.vendors.VendorBatch;
import com.didstock.vendors.VendorBatchContents;
import com.didstock.vendors.VendorBatchRow;
import com.didstock.vendors.VendorBatchTerms;
import com.didstock.vendors.VendorBatches;
import com.didstock.vendors.Vendors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
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

/** Named groups of numbers bought from one vendor. */
@RestController
@RequestMapping(path = "/api/v1/vendor-batches", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Vendor batches", description = "Named groups of numbers bought from one vendor.")
class VendorBatchesController {

    private final CurrentActor actors;
    private final VendorBatches batches;
    private final VendorBatchContents contents;
    private final Vendors vendors;

    VendorBatchesController(CurrentActor actors, VendorBatches batches, VendorBatchContents contents, Vendors vendors) {
        this.actors = actors;
        this.batches = batches;
        this.contents = contents;
        this.vendors = vendors;
    }

    @Schema(name = "VendorBatchTerms")
    record Terms(
            @Schema(description = "Id of the vendor.", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Integer vendorId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Nullable String description,

            @Schema(
                    description = "Of what its numbers cost.",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "EUR")
            @Nullable
            String currency,

            @Schema(description = "What resellers see instead of its name.") @Nullable
            String supplyLabel,

            @Nullable String supplyDescription,

            @Schema(description = "In a change: the version it is based on, unless If-Match says it.") @Nullable
            Integer version) {

        static Terms of(VendorBatchTerms terms) {
            return new Terms(
                    terms.vendorId(),
                    terms.name(),
                    terms.description(),
                    terms.currency(),
                    terms.supplyLabel(),
                    terms.supplyDescription(),
                    null);
        }

        VendorBatchTerms terms() {
            if (vendorId == null) {
                throw new InvalidRequestException("vendorId", FieldFault.MISSING);
            }
            return new VendorBatchTerms(
                    vendorId,
                    said(name),
                    said(description),
                    said(currency),
                    said(supplyLabel),
                    said(supplyDescription));
        }

        private static String said(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    @Schema(name = "VendorBatch")
    record Item(
            int id,
            int version,
            int vendorId,
            String vendor,
            String name,
            String description,
            String currency,
            String supplyLabel,
            String supplyDescription,

            @Schema(description = "What is in it; told in lists.") @Nullable
            Holdings numbers) {

        static Item of(VendorBatchRow row) {
            return of(row.batch(), row.vendor(), Holdings.of(row.numbers()));
        }

        static Item of(VendorBatch batch, String vendor, @Nullable Holdings numbers) {
            var terms = batch.terms();
            return new Item(
                    batch.id(),
                    batch.version(),
                    terms.vendorId(),
                    vendor,
                    terms.name(),
                    terms.description(),
                    terms.currency(),
                    terms.supplyLabel(),
                    terms.supplyDescription(),
                    numbers);
        }
    }

    @Schema(name = "VendorBatches")
    record Items(List<Item> items) {}

    @GetMapping
    @Operation(summary = "Your vendor batches", operationId = "listVendorBatches")
    Items list(@RequestParam(required = false) @Nullable String search) {
        return new Items(batches.list(actors.actor(), search == null ? "" : search).stream()
                .map(Item::of)
                .toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One vendor batch", operationId = "getVendorBatch")
    ResponseEntity<Item> get(@PathVariable int id) {
        var actor = actors.actor();
        return tagged(actor, ResponseEntity.ok(), batches.find(actor, id));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Create a vendor batch", operationId = "createVendorBatch")
    ResponseEntity<Item> create(@RequestBody Terms terms) {
        var actor = actors.actor();
        var batch = batches.create(actor, terms.terms());
        return tagged(actor, ResponseEntity.created(URI.create("/api/v1/vendor-batches/" + batch.id())), batch);
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(summary = "Change a vendor batch", operationId = "changeVendorBatch")
    ResponseEntity<Item> change(
            @PathVariable int id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Terms.class)))
                    @RequestBody
                    JsonNode body,
            HttpServletRequest request) {
        var actor = actors.actor();
        var change = Change.read(request, body);
        var before = Terms.of(batches.find(actor, id).terms());
        var after = change.applyTo(before, Terms.class).terms();
        return tagged(actor, ResponseEntity.ok(), batches.update(actor, id, change.version(), after));
    }

    @Schema(name = "VendorBatchMove")
    record Move(
            @Schema(
                    description = "Id of the vendor batch that gets the numbers; in the same currency.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Integer into) {}

    @Schema(name = "VendorBatchNumbers")
    record Changed(
            @Schema(description = "How many numbers were moved or deleted.")
            long numbers) {}

    @PostMapping(path = "/{id}/move", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Move all numbers into another vendor batch",
            operationId = "moveVendorBatchNumbers",
            description = "In whatever state they are. What they cost stays.")
    Changed move(@PathVariable int id, @RequestBody Move wanted) {
        if (wanted.into() == null) {
            throw new InvalidRequestException("into", FieldFault.MISSING);
        }
        return new Changed(contents.move(actors.actor(), id, wanted.into()));
    }

    @PostMapping("/{id}/delete-free-numbers")
    @Operation(
            summary = "Delete the numbers of a vendor batch that are free or frozen",
            operationId = "deleteFreeVendorBatchNumbers")
    Changed deleteFree(@PathVariable int id) {
        return new Changed(contents.deleteFree(actors.actor(), id));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Delete a vendor batch that no number names", operationId = "deleteVendorBatch")
    ResponseEntity<Void> delete(@PathVariable int id) {
        batches.delete(actors.actor(), id);
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<Item> tagged(Actor actor, ResponseEntity.BodyBuilder answer, VendorBatch batch) {
        var vendor = vendors.find(actor, batch.terms().vendorId()).name();
        return answer.eTag(Change.tag(batch.version())).body(Item.of(batch, vendor, null));
    }
}
