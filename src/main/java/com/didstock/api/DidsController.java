package com.didstock.api;

import com.didstock.inventory.DidSort;
import com.didstock.inventory.FilterOptions.Kind;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.PageRequest;
import com.didstock.numbering.NumberClass;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.StockChangedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The inventory: the numbers that the caller's tenant holds. */
@RestController
@RequestMapping(path = "/api/v1/dids", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Numbers", description = "The numbers that you hold.")
class DidsController {

    private static final Map<String, DidSort> SORTS = sorts();

    private final CurrentActor actors;
    private final NumberInventory inventory;
    private final Filters filters;
    private final OwnNames names;

    DidsController(CurrentActor actors, NumberInventory inventory, Filters filters, OwnNames names) {
        this.actors = actors;
        this.inventory = inventory;
        this.filters = filters;
        this.names = names;
    }

    /** One page of numbers. */
    @Schema(name = "DidPage")
    record Page(
            List<DidItem> items,

            @Schema(description = "Send it as after to get the next page; null: this is the last.") @Nullable
            String next,

            Count count) {}

    @GetMapping
    @Operation(summary = "Search your numbers", operationId = "listDids")
    Page list(@ParameterObject DidQuery query) {
        var actor = actors.actor();
        var limit = DidQuery.limit(query.limit());
        var order = order(query.sort());
        var search = List.of(query.search(), order.sort(), order.ascending());
        var position = Cursor.read(query.after(), search, order.sort());
        var filter = filters.inventory(actor, query.search(), "");
        var count = inventory.count(actor, filter);
        if (order.sort() != DidSort.NUMBER && (!count.exact() || count.value() > NumberInventory.EXACT_COUNT)) {
            throw new ApiProblemException(ProblemCode.TOO_MANY_TO_SORT, NumberInventory.EXACT_COUNT);
        }
        var page =
                inventory.page(actor, filter, new PageRequest(order.sort(), order.ascending(), position, false, limit));
        var last = page.last();
        return new Page(
                page.rows().stream().map(DidItem::of).toList(),
                last == null ? null : Cursor.write(search, last.value(), last.number()),
                Count.of(count));
    }

    /** What a list is sorted by. */
    record Order(DidSort sort, boolean ascending) {}

    static Order order(@Nullable String wanted) {
        var text = wanted == null || wanted.isBlank() ? "number" : wanted;
        var descending = text.startsWith("-");
        var sort = SORTS.get(descending ? text.substring(1) : text);
        if (sort == null) {
            throw new InvalidRequestException("sort", FieldFault.UNKNOWN_VALUE, String.join(", ", SORTS.keySet()));
        }
        return new Order(sort, !descending);
    }

    private static Map<String, DidSort> sorts() {
        var sorts = new TreeMap<String, DidSort>();
        for (var sort : DidSort.values()) {
            sorts.put(sort == DidSort.CHILD ? "heldBy" : camel(sort.name()), sort);
        }
        return sorts;
    }

    private static String camel(String name) {
        var words = name.toLowerCase(Locale.ROOT).split("_", -1);
        var text = new StringBuilder(words[0]);
        for (var place = 1; place < words.length; place++) {
            text.append(Character.toUpperCase(words[place].charAt(0))).append(words[place].substring(1));
        }
        return text.toString();
    }

    @GetMapping("/{number}")
    @Operation(summary = "One of your numbers", operationId = "getDid")
    ResponseEntity<DidItem> get(@PathVariable String number) {
        var row = inventory.get(actors.actor(), digits(number));
        return ResponseEntity.ok().eTag(Change.tag(row.version())).body(DidItem.of(row));
    }

    /** What of a number can be edited. */
    @Schema(name = "DidLabels")
    record Labels(
            @Schema(description = "At most 500 characters.") @Nullable
            String description,

            @Schema(description = "A DID group by name; null for none.") @Nullable
            String group,

            @Schema(description = "GOLD, SILVER or STANDARD; only for numbers that you loaded yourself.") @Nullable
            String numberClass,

            @Schema(description = "The version the change is based on, unless If-Match says it.") @Nullable
            Integer version) {}

    @PatchMapping(
            path = "/{number}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(summary = "Describe or group a number", operationId = "changeDid")
    ResponseEntity<DidItem> change(
            @PathVariable String number,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Labels.class)))
                    @RequestBody
                    JsonNode body,
            HttpServletRequest request) {
        var actor = actors.actor();
        var change = Change.read(request, body);
        var row = inventory.get(actor, digits(number));
        var before = new Labels(
                row.description(), row.group() == null ? null : row.group().name(), row.numberClass(), null);
        var wanted = change.applyTo(before, Labels.class);
        // Found before anything is written: a name that is not there changes nothing.
        var group = wanted.group() == null ? null : names.id(actor, Kind.GROUP, wanted.group(), "group");
        var grade = change.names("numberClass")
                ? Filters.constant(NumberClass.class, wanted.numberClass(), "numberClass")
                : null;
        var version = change.version();
        if (grade != null && !grade.name().equals(row.numberClass())) {
            if (row.version() != version) {
                throw new StockChangedException(new IllegalStateException("version " + version + " is not the last"));
            }
            inventory.classify(actor, List.of(row.number()), grade);
            row = inventory.get(actor, row.number());
            version = row.version();
        }
        if (change.names("description")) {
            var description = wanted.description() == null ? "" : wanted.description();
            row = inventory.describe(actor, row.number(), version, description);
            version = row.version();
        }
        if (change.names("group")) {
            row = inventory.label(actor, row.number(), version, group);
        }
        return ResponseEntity.ok().eTag(Change.tag(row.version())).body(DidItem.of(row));
    }

    /**
     * {@return the digits of a number in an address: with or without plus}
     *
     * @throws NotThereException if that is no number
     */
    static String digits(String number) {
        var digits = number.startsWith("+") ? number.substring(1) : number;
        if (!digits.matches("[0-9]{1,15}")) {
            throw new NotThereException("number");
        }
        return digits;
    }
}
