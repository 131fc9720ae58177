package com.didstock.api;

import com.didstock.assignment.ApplyTo;
import com.didstock.assignment.Assignments;
import com.didstock.assignment.Charging;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRequest;
import com.didstock.assignment.Preview;
import com.didstock.assignment.Undo;
import com.didstock.assignment.VendorCosts;
import com.didstock.i18n.Translations;
import com.didstock.inventory.FilterOptions.Kind;
import com.didstock.inventory.Selection;
import com.didstock.numbering.NumberClass;
import com.didstock.offer.Offer;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Doing one thing to many numbers: previewed on a fixed selection, then applied once. */
@RestController
@RequestMapping(path = "/api/v1/operations", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operations", description = "Doing one thing to many numbers, up to 10,000 at once.")
class OperationsController {

    private final CurrentActor actors;
    private final Assignments assignments;
    private final Undo undo;
    private final Offer offer;
    private final Filters filters;
    private final OwnNames names;
    private final Translations translations;

    OperationsController(
            CurrentActor actors,
            Assignments assignments,
            Undo undo,
            Offer offer,
            Filters filters,
            OwnNames names,
            Translations translations) {
        this.actors = actors;
        this.assignments = assignments;
        this.undo = undo;
        this.offer = offer;
        this.filters = filters;
        this.names = names;
        this.translations = translations;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Preview an operation, or do it at once",
            operationId = "createOperation",
            description = "With preview true (or not said) nothing changes: the answer tells what would happen, and its"
                    + " selection is fixed for an hour. With preview false it is done at once; send an Idempotency-Key"
                    + " so that a repeated request does it once.")
    OperationItem create(
            @RequestBody OperationOrder order,
            @RequestHeader(name = WriteFilter.KEY, required = false) @Nullable String key,
            HttpServletRequest http) {
        var actor = actors.actor();
        if (Offer.TAKE.equals(order.operation())) {
            return take(actor, order, key);
        }
        var request = request(actor, order);
        if (order.isPreview()) {
            return OperationItem.of(assignments.preview(actor, request), words(http));
        }
        var result = assignments.perform(actor, request, ownKey(actor, key), order.belowCostToo());
        return result.plannedFor() == null ? OperationItem.of(result, null, words(http)) : get(result.id(), http);
    }

    /** Two users of a tenant may think of the same key. */
    private static String ownKey(Actor actor, @Nullable String key) {
        return "api:" + actor.userId() + ":" + (key == null ? UUID.randomUUID() : key);
    }

    private OperationRequest request(Actor actor, OperationOrder order) {
        var kind = kind(order.operation());
        return new OperationRequest(
                kind,
                target(actor, kind, order.target()),
                text(kind, order),
                filters.inventory(actor, order.wanted(), "filter."),
                order.selection(),
                order.choices(),
                date(actor, kind, order),
                costs(kind, order));
    }

    private static OperationKind kind(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new InvalidRequestException("operation", FieldFault.MISSING);
        }
        return Arrays.stream(OperationKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "operation",
                        FieldFault.UNKNOWN_VALUE,
                        Stream.concat(Arrays.stream(OperationKind.values()).map(Enum::name), Stream.of(Offer.TAKE))
                                .collect(Collectors.joining(", "))));
    }

    private @Nullable Integer target(Actor actor, OperationKind kind, @Nullable String name) {
        var what = switch (kind.target()) {
            case NONE, TEXT, CLASS, CHARGING, REASON, WITHDRAWAL, AFTER_USE -> null;
            case ACCOUNT -> Kind.ACCOUNT;
            case PRICING_BATCH, PRICING_BATCH_OR_OWN -> Kind.PRICING_BATCH;
            case GROUP -> Kind.GROUP;
            case VENDOR_BATCH -> Kind.VENDOR_BATCH;
            case CHILD, CHILD_OR_PROSPECT -> Kind.CHILD;
        };
        if (what == null || name == null || name.isBlank()) {
            return null;
        }
        return names.id(actor, what, name, "target");
    }

    private @Nullable LocalDate date(Actor actor, OperationKind kind, OperationOrder order) {
        if (kind.plannable()) {
            return order.effectiveOn();
        }
        if (kind != OperationKind.REPRICE) {
            return order.until();
        }
        return order.from() == null ? assignments.firstDay(actor, kind) : order.from();
    }

    private static VendorCosts costs(OperationKind kind, OperationOrder order) {
        return kind != OperationKind.MOVE_TO_VENDOR_BATCH
                ? VendorCosts.AS_THEY_ARE
                : new VendorCosts(
                        cost(order.activationCost(), "activationCost"), cost(order.recurringCost(), "recurringCost"));
    }

    private static @Nullable BigDecimal cost(@Nullable String written, String field) {
        var cost = Amounts.read(written, field);
        if (cost != null && !VendorCosts.isCost(cost)) {
            throw new InvalidRequestException(field, FieldFault.NOT_AN_AMOUNT);
        }
        return cost;
    }

    private static String text(OperationKind kind, OperationOrder order) {
        return switch (kind.target()) {
            case TEXT -> text(order.description());
            case CLASS ->
                Filters.constant(NumberClass.class, order.numberClass(), "numberClass")
                        .name();
            case CHARGING -> charging(order.freeOfCharge()).name();
            case CHILD_OR_PROSPECT -> order.prospect() == null ? "" : order.prospect();
            case REASON, WITHDRAWAL -> order.reason() == null ? "" : order.reason();
            case AFTER_USE ->
                order.then() == null
                        ? ""
                        : Filters.constant(AfterUse.class, order.then(), "then").name();
            case NONE, PRICING_BATCH, PRICING_BATCH_OR_OWN, GROUP, VENDOR_BATCH, CHILD, ACCOUNT -> "";
        };
    }

    private static Charging charging(@Nullable Boolean free) {
        if (free == null) {
            throw new InvalidRequestException("freeOfCharge", FieldFault.MISSING);
        }
        return free ? Charging.FREE_OF_CHARGE : Charging.CHARGED;
    }

    private static String text(@Nullable String description) {
        if (description == null) {
            throw new InvalidRequestException("description", FieldFault.MISSING);
        }
        return description;
    }

    // ------------------------------------------------------------------------------------------- undoing

    @Schema(name = "UndoResult")
    record Undone(
            UUID operation,

            @Schema(description = "How many numbers are as they were before.")
            int changed,

            List<String> numbers,
            List<Left> skipped) {}

    @Schema(name = "UndoSkipped")
    record Left(
            @Schema(description = "CHANGED_SINCE, WAS_IN_USE or NOT_ACTIVE.")
            String reason,

            int count,
            List<String> numbers) {}

    @PostMapping("/{id}/undo")
    @Operation(
            summary = "Undo an operation of yours",
            operationId = "undoOperation",
            description =
                    "Puts back the numbers to which nothing happened since; the others are listed with the reason."
                            + " What changed hands can be undone for 24 hours.")
    Undone undo(@PathVariable UUID id) {
        var done = undo.apply(actors.actor(), id);
        return new Undone(
                id,
                done.numbers().size(),
                done.numbers(),
                done.skipped().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(left ->
                                new Left(left.getKey().name(), left.getValue().size(), left.getValue()))
                        .toList());
    }

    // ------------------------------------------------------------------------------------------- taking

    private OperationItem take(Actor actor, OperationOrder order, @Nullable String key) {
        var filter = filters.offer(actor, order.wanted(), "filter.");
        var asked = Selection.MAX_SIZE;
        switch (order.selection()) {
            case ApplyTo.All _ -> {}
            case ApplyTo.First(var count) -> asked = count;
            case ApplyTo.Selected(var numbers) -> {
                filter = filter.withNumbers(numbers);
                asked = numbers.size();
            }
        }
        if (order.isPreview()) {
            return OperationItem.of(offer.keepPreview(actor, filter, asked));
        }
        var id = UUID.nameUUIDFromBytes(("%d/%d/%s".formatted(actor.operatorId(), actor.tenantId(), ownKey(actor, key)))
                .getBytes(StandardCharsets.UTF_8));
        var taking = offer.takeOnce(actor, filter, asked, id);
        if (!taking.preview().filter().equals(filter) || taking.preview().asked() != asked) {
            throw new ApiProblemException(ProblemCode.KEY_REUSED);
        }
        return OperationItem.of(taking);
    }

    // ------------------------------------------------------------------------------------------- by its id

    @Schema(name = "ApplyRequest")
    record Meant(
            @Schema(description = "true: numbers may go for less a month than they cost.") @Nullable
            Boolean allowBelowCost) {}

    @PostMapping("/{id}/apply")
    @Operation(
            summary = "Apply a previewed operation",
            operationId = "applyOperation",
            description =
                    "Does it to exactly the numbers of the preview, once, however often it is asked. What would let"
                            + " numbers go for less a month than they cost needs allowBelowCost true.")
    OperationItem apply(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Meant meant, HttpServletRequest http) {
        var actor = actors.actor();
        if (offer.find(actor, id).isPresent()) {
            return OperationItem.of(offer.take(actor, id));
        }
        assignments.apply(actor, id, meant != null && Boolean.TRUE.equals(meant.allowBelowCost()));
        return get(id, http);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A previewed or applied operation", operationId = "getOperation")
    OperationItem get(@PathVariable UUID id, HttpServletRequest http) {
        var actor = actors.actor();
        var taking = offer.find(actor, id);
        if (taking.isPresent()) {
            return OperationItem.of(taking.get());
        }
        var progress = assignments.get(actor, id);
        var result = progress.result();
        var item = result == null
                ? OperationItem.of(progress.preview(), words(http))
                : OperationItem.of(result, progress.preview(), words(http));
        return progress.plan() == null ? item : item.with(progress.plan());
    }

    private Function<Preview.Skipped, String> words(HttpServletRequest http) {
        var locale = Problems.locale(http);
        return skipped -> translations.getTranslation(
                "assignment.refusal." + skipped.reason(), locale, Objects.requireNonNullElse(skipped.detail(), ""));
    }
}
