package com.didstock.api;

import com.didstock.groups.DidGroup;
import com.didstock.groups.DidGroups;
import com.didstock.tenancy.CurrentActor;
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

/** The tenant's labels for its numbers. */
@RestController
@RequestMapping(path = "/api/v1/did-groups", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "DID groups", description = "Your own labels for your numbers.")
class DidGroupsController {

    private final CurrentActor actors;
    private final DidGroups groups;

    DidGroupsController(CurrentActor actors, DidGroups groups) {
        this.actors = actors;
        this.groups = groups;
    }

    @Schema(name = "DidGroupTerms")
    record Terms(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Nullable String description,

            @Schema(description = "In a change: the version it is based on, unless If-Match says it.") @Nullable
            Integer version) {

        String saidName() {
            return name == null ? "" : name;
        }

        String saidDescription() {
            return description == null ? "" : description;
        }
    }

    @Schema(name = "DidGroup")
    record Item(
            int id,
            int version,
            String name,
            String description,

            @Schema(description = "What carries it; told in lists.") @Nullable
            Holdings numbers) {

        static Item of(DidGroup group, @Nullable Holdings numbers) {
            return new Item(group.id(), group.version(), group.name(), group.description(), numbers);
        }
    }

    @Schema(name = "DidGroups")
    record Items(List<Item> items) {}

    @GetMapping
    @Operation(summary = "Your DID groups", operationId = "listDidGroups")
    Items list(@RequestParam(required = false) @Nullable String search) {
        return new Items(groups.list(actors.actor(), search == null ? "" : search).stream()
                .map(row -> Item.of(row.group(), Holdings.of(row.numbers())))
                .toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One DID group", operationId = "getDidGroup")
    ResponseEntity<Item> get(@PathVariable int id) {
        return tagged(ResponseEntity.ok(), groups.find(actors.actor(), id));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Create a DID group", operationId = "createDidGroup")
    ResponseEntity<Item> create(@RequestBody Terms terms) {
        var group = groups.create(actors.actor(), terms.saidName(), terms.saidDescription());
        return tagged(ResponseEntity.created(URI.create("/api/v1/did-groups/" + group.id())), group);
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(summary = "Change a DID group", operationId = "changeDidGroup")
    ResponseEntity<Item> change(
            @PathVariable int id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Terms.class)))
                    @RequestBody
                    JsonNode body,
            HttpServletRequest request) {
        var actor = actors.actor();
        var change = Change.read(request, body);
        var before = groups.find(actor, id);
        var after = change.applyTo(new Terms(before.name(), before.description(), null), Terms.class);
        return tagged(
                ResponseEntity.ok(),
                groups.update(actor, id, change.version(), after.saidName(), after.saidDescription()));
    }

    @Schema(name = "DidGroupMerge")
    record Merge(
            @Schema(description = "Id of the group that gets the numbers.", requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Integer into) {}

    @Schema(name = "DidGroupMerged")
    record Merged(
            @Schema(description = "How many numbers were moved.")
            int numbers) {}

    @PostMapping(path = "/{id}/merge", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Move a group's numbers into another one and delete it", operationId = "mergeDidGroup")
    Merged merge(@PathVariable int id, @RequestBody Merge wanted) {
        if (wanted.into() == null) {
            throw new InvalidRequestException("into", FieldFault.MISSING);
        }
        return new Merged(groups.merge(actors.actor(), id, wanted.into()));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Delete a DID group; its numbers lose the label", operationId = "deleteDidGroup")
    ResponseEntity<Void> delete(@PathVariable int id) {
        groups.delete(actors.actor(), id);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<Item> tagged(ResponseEntity.BodyBuilder answer, DidGroup group) {
        return answer.eTag(Change.tag(group.version())).body(Item.of(group, null));
    }
}
