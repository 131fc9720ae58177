package com.didstock.api;

import com.didstock.groups.DidGroups;
import com.didstock.inventory.FilterOptions.Kind;
import com.didstock.pricing.AssignedBatch;
import com.didstock.pricing.AssignedBatches;
import com.didstock.pricing.BatchAssignment;
import com.didstock.pricing.Coverage;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChildTenants;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The batches by which a direct child takes numbers. */
@RestController
@RequestMapping(path = "/api/v1/tenants/{id}/assigned-batches", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Resellers and customers", description = "Your direct children in the tree.")
class AssignedBatchesController {

    private final CurrentActor actors;
    private final ChildTenants children;
    private final AssignedBatches assigned;
    private final DidGroups groups;
    private final OwnNames names;

    AssignedBatchesController(
            CurrentActor actors, ChildTenants children, AssignedBatches assigned, DidGroups groups, OwnNames names) {
        this.actors = actors;
        this.children = children;
        this.assigned = assigned;
        this.groups = groups;
        this.names = names;
    }

    /** One batch that is assigned, and for which numbers; nothing said is no restriction. */
    @Schema(name = "AssignedBatch")
    record Assignment(
            @Schema(description = "Name of your pricing batch.", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String pricingBatch,

            @Schema(description = "ISO 3166-1 alpha-2 codes.") @Nullable
            List<String> countries,

            @Schema(description = "Such as GEOGRAPHIC or TOLL_FREE.") @Nullable
            List<String> numberTypes,

            @Schema(description = "Names of your DID groups.") @Nullable
            List<String> groups) {}

    @Schema(name = "AssignedBatches")
    record Assignments(
            @Schema(description = "In order: the first that covers a number prices it.") @Nullable
            List<Assignment> batches) {}

    @GetMapping
    @Operation(summary = "The batches by which a child takes numbers", operationId = "getAssignedBatches")
    Assignments batches(@PathVariable int id) {
        var actor = actors.actor();
        return shown(actor, assigned.list(actor, id));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Set the batches by which a child takes numbers",
            operationId = "setAssignedBatches",
            description = "Instead of all that were assigned. What the child holds already keeps its price.")
    Assignments assign(@PathVariable int id, @RequestBody Assignments wanted) {
        if (wanted.batches() == null) {
            throw new InvalidRequestException("batches", FieldFault.MISSING);
        }
        var actor = actors.actor();
        children.find(actor, id);
        var assignments = new ArrayList<BatchAssignment>();
        for (var place = 0; place < wanted.batches().size(); place++) {
            assignments.add(assignment(actor, wanted.batches().get(place), "batches[" + place + "]."));
        }
        return shown(actor, assigned.set(actor, id, assignments));
    }

    private BatchAssignment assignment(Actor actor, Assignment wanted, String prefix) {
        if (wanted.pricingBatch() == null) {
            throw new InvalidRequestException(prefix + "pricingBatch", FieldFault.MISSING);
        }
        var ids = new HashSet<Integer>();
        for (var group : said(wanted.groups())) {
            ids.add(names.id(actor, Kind.GROUP, group, prefix + "groups"));
        }
        return new BatchAssignment(
                names.id(actor, Kind.PRICING_BATCH, wanted.pricingBatch(), prefix + "pricingBatch"),
                new Coverage(new HashSet<>(said(wanted.countries())), new HashSet<>(said(wanted.numberTypes())), ids));
    }

    private static List<String> said(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    private Assignments shown(Actor actor, List<AssignedBatch> batches) {
        Map<Integer, String> known =
                batches.stream().allMatch(one -> one.coverage().groups().isEmpty())
                        ? Map.of()
                        : groups.list(actor, "").stream()
                                .collect(Collectors.toMap(
                                        row -> row.id(), row -> row.group().name()));
        return new Assignments(batches.stream()
                .map(one -> new Assignment(
                        one.batch().name(),
                        one.coverage().countries().stream().sorted().toList(),
                        one.coverage().numberTypes().stream().sorted().toList(),
                        one.coverage().groups().stream()
                                .filter(known::containsKey)
                                .map(group -> String.valueOf(known.get(group)))
                                .sorted()
                                .toList()))
                .toList());
    }
}
