package com.didstock.api;

import com.didstock.conditions.InvalidConditionException;
import com.didstock.customers.CustomerQuery;
import com.didstock.customers.CustomerSearch;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.StockSearch;
import com.didstock.searches.SavedSearch;
import com.didstock.searches.SavedSearches;
import com.didstock.searches.SearchedList;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The searches that a user keeps. */
@RestController
@RequestMapping(path = "/api/v1/saved-searches", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Saved searches",
        description = "Searches of numbers and of customers kept under a name; yours, and those shared.")
class SavedSearchesController {

    private final CurrentActor actors;
    private final SavedSearches searches;
    private final NumberInventory inventory;
    private final CustomerSearch customers;

    SavedSearchesController(
            CurrentActor actors, SavedSearches searches, NumberInventory inventory, CustomerSearch customers) {
        this.actors = actors;
        this.searches = searches;
        this.inventory = inventory;
        this.customers = customers;
    }

    @Schema(name = "SavedSearchTerms")
    record Terms(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Schema(
                    description = "What the list's address says behind the question mark.",
                    example = "q=1800%25&status=FREE")
            @Nullable
            String query,

            @Schema(description = "Whether your tenant's other users have it too.") @Nullable
            Boolean shared,

            @Schema(
                    description = "What it searches: NUMBERS, if not said, or CUSTOMERS. Stays as it is.",
                    example = "NUMBERS")
            @Nullable
            String list,

            @Schema(description = "In a change: the version it is based on, unless If-Match says it.") @Nullable
            Integer version) {

        SavedSearches.Terms said() {
            return new SavedSearches.Terms(
                    name == null ? "" : name, query == null ? "" : query, Boolean.TRUE.equals(shared));
        }

        SearchedList searched() {
            return list == null ? SearchedList.NUMBERS : Filters.constant(SearchedList.class, list, "list");
        }
    }

    @Schema(name = "SavedSearch")
    record Item(
            int id,
            int version,
            String name,
            String query,
            boolean shared,
            @Schema(description = "Who saved it.") String owner,
            @Schema(description = "Whether you saved it.") boolean mine,

            @Schema(description = "Whether you may change and delete it.")
            boolean changeable,

            @Schema(description = "Whether you have it as a tile: yours alone, whoever saved it.")
            boolean pinned,

            @Schema(description = "Whether the list opens with it: for you alone, whoever saved it.")
            boolean opensFirst,

            @Schema(description = "NUMBERS or CUSTOMERS.") String list) {

        static Item of(SavedSearch search) {
            return new Item(
                    search.id(),
                    search.version(),
                    search.name(),
                    search.query(),
                    search.shared(),
                    search.owner(),
                    search.mine(),
                    search.changeable(),
                    search.pinned(),
                    search.opensFirst(),
                    search.list().name());
        }
    }

    @Schema(name = "SavedSearches")
    record Items(List<Item> items) {}

    @GetMapping
    @Operation(summary = "Your saved searches, and those shared with you", operationId = "listSavedSearches")
    Items list() {
        return new Items(searches.list(actors.actor()).stream().map(Item::of).toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One saved search", operationId = "getSavedSearch")
    ResponseEntity<Item> get(@PathVariable int id) {
        return tagged(ResponseEntity.ok(), searches.find(actors.actor(), id));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Save a search", operationId = "createSavedSearch")
    ResponseEntity<Item> create(@RequestBody Terms terms) {
        var search = searches.save(actors.actor(), terms.searched(), terms.said());
        return tagged(ResponseEntity.created(URI.create("/api/v1/saved-searches/" + search.id())), search);
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(summary = "Change a saved search", operationId = "changeSavedSearch")
    ResponseEntity<Item> change(
            @PathVariable int id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Terms.class)))
                    @RequestBody
                    JsonNode body,
            HttpServletRequest request) {
        var actor = actors.actor();
        var change = Change.read(request, body);
        var before = searches.find(actor, id);
        var after = change.applyTo(
                new Terms(
                        before.name(),
                        before.query(),
                        before.shared(),
                        before.list().name(),
                        null),
                Terms.class);
        if (after.searched() != before.list()) {
            throw new InvalidRequestException("list", FieldFault.FIXED);
        }
        return tagged(ResponseEntity.ok(), searches.update(actor, id, change.version(), after.said()));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Delete a saved search", operationId = "deleteSavedSearch")
    ResponseEntity<Void> delete(@PathVariable int id) {
        searches.delete(actors.actor(), id);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{id}/count")
    @Operation(summary = "How many numbers, or customers, a saved search finds now", operationId = "countSavedSearch")
    Count count(@PathVariable int id) {
        var actor = actors.actor();
        var search = searches.find(actor, id);
        try {
            return switch (search.list()) {
                case NUMBERS ->
                    Count.of(inventory.count(
                            actor, StockSearch.of(search.query()).filter()));
                case CUSTOMERS -> {
                    var wanted = CustomerQuery.of(search.query());
                    yield new Count(
                            customers
                                    .list(actor, wanted.text(), wanted.condition())
                                    .size(),
                            true);
                }
            };
        } catch (InvalidConditionException invalid) {
            throw Filters.invalid(invalid.problem(), "filter");
        }
    }

    @PutMapping("/{id}/pin")
    @Operation(summary = "Have a saved search as a tile", operationId = "pinSavedSearch")
    Item pin(@PathVariable int id) {
        return Item.of(searches.pin(actors.actor(), id, true));
    }

    @DeleteMapping("/{id}/pin")
    @Operation(summary = "Have a saved search no longer as a tile", operationId = "unpinSavedSearch")
    Item unpin(@PathVariable int id) {
        return Item.of(searches.pin(actors.actor(), id, false));
    }

    @PutMapping("/{id}/default")
    @Operation(
            summary = "Let the list open with a saved search, instead of any other",
            operationId = "openWithSavedSearch")
    Item openFirst(@PathVariable int id) {
        return Item.of(searches.openFirst(actors.actor(), id, true));
    }

    @DeleteMapping("/{id}/default")
    @Operation(summary = "Let the list open with everything again", operationId = "openWithEverything")
    Item openWithEverything(@PathVariable int id) {
        return Item.of(searches.openFirst(actors.actor(), id, false));
    }

    private static ResponseEntity<Item> tagged(ResponseEntity.BodyBuilder answer, SavedSearch search) {
        return answer.eTag(Change.tag(search.version())).body(Item.of(search));
    }
}
