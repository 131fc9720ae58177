package com.didstock.api;

import com.didstock.tenancy.CurrentActor;
import com.didstock.vendors.Vendor;
import com.didstock.vendors.VendorRow;
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

/** Whom the tenant buys numbers from. */
@RestController
@RequestMapping(path = "/api/v1/vendors", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Vendors", description = "Whom you buy numbers from, if you buy from vendors yourself.")
class VendorsController {

    private final CurrentActor actors;
    private final Vendors vendors;

    VendorsController(CurrentActor actors, Vendors vendors) {
        this.actors = actors;
        this.vendors = vendors;
    }

    @Schema(name = "VendorTerms")
    record Terms(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Nullable String note,

            @Schema(description = "In a change: the version it is based on, unless If-Match says it.") @Nullable
            Integer version) {

        String saidName() {
            return name == null ? "" : name;
        }

        String saidNote() {
            return note == null ? "" : note;
        }
    }

    @Schema(name = "Vendor")
    record Item(
            int id,
            int version,
            String name,
            String note,

            @Schema(description = "Names of its vendor batches; told in lists.") @Nullable
            List<String> batches) {

        static Item of(Vendor vendor) {
            return new Item(vendor.id(), vendor.version(), vendor.name(), vendor.note(), null);
        }

        static Item of(VendorRow row) {
            var vendor = row.vendor();
            return new Item(
                    vendor.id(),
                    vendor.version(),
                    vendor.name(),
                    vendor.note(),
                    row.batches().stream().map(batch -> batch.batch().name()).toList());
        }
    }

    @Schema(name = "Vendors")
    record Items(List<Item> items) {}

    @GetMapping
    @Operation(summary = "Your vendors", operationId = "listVendors")
    Items list(@RequestParam(required = false) @Nullable String search) {
        return new Items(vendors.list(actors.actor(), search == null ? "" : search).stream()
                .map(Item::of)
                .toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One vendor", operationId = "getVendor")
    ResponseEntity<Item> get(@PathVariable int id) {
        return tagged(ResponseEntity.ok(), vendors.find(actors.actor(), id));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Create a vendor", operationId = "createVendor")
    ResponseEntity<Item> create(@RequestBody Terms terms) {
        var vendor = vendors.create(actors.actor(), terms.saidName(), terms.saidNote());
        return tagged(ResponseEntity.created(URI.create("/api/v1/vendors/" + vendor.id())), vendor);
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(summary = "Change a vendor", operationId = "changeVendor")
    ResponseEntity<Item> change(
            @PathVariable int id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Terms.class)))
                    @RequestBody
                    JsonNode body,
            HttpServletRequest request) {
        var actor = actors.actor();
        var change = Change.read(request, body);
        var before = vendors.find(actor, id);
        var after = change.applyTo(new Terms(before.name(), before.note(), null), Terms.class);
        return tagged(
                ResponseEntity.ok(), vendors.update(actor, id, change.version(), after.saidName(), after.saidNote()));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Delete a vendor that has no batches", operationId = "deleteVendor")
    ResponseEntity<Void> delete(@PathVariable int id) {
        vendors.delete(actors.actor(), id);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<Item> tagged(ResponseEntity.BodyBuilder answer, Vendor vendor) {
        return answer.eTag(Change.tag(vendor.version())).body(Item.of(vendor));
    }
}
