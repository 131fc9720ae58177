package com.didstock.api;

import com.didstock.groups.DidGroups;
import com.didstock.groups.GroupRule;
import com.didstock.groups.GroupRules;
import com.didstock.inventory.FilterOptions.Kind;
import com.didstock.numbering.NumberClass;
import com.didstock.numbering.NumberType;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules that put the tenant's numbers into groups. */
@RestController
@RequestMapping(path = "/api/v1/group-rules", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "DID groups", description = "Your own labels for your numbers.")
class GroupRulesController {

    private final CurrentActor actors;
    private final GroupRules rules;
    private final DidGroups groups;
    private final OwnNames names;

    GroupRulesController(CurrentActor actors, GroupRules rules, DidGroups groups, OwnNames names) {
        this.actors = actors;
        this.rules = rules;
        this.groups = groups;
        this.names = names;
    }

    @Schema(
            name = "GroupRule",
            description = "All that is said must fit; at least one thing besides the group is said.")
    record Rule(
            @Schema(description = "A DID group by name.", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String group,

            @Schema(description = "Digits that a number begins with.", example = "4930") @Nullable
            String prefix,

            @Schema(description = "ISO 3166-1 alpha-2.", example = "DE") @Nullable
            String country,

            @Schema(description = "Such as GEOGRAPHIC or TOLL_FREE.") @Nullable
            String numberType,

            @Schema(description = "GOLD, SILVER or STANDARD.") @Nullable
            String numberClass) {}

    @Schema(name = "GroupRules")
    record Rules(
            @Schema(description = "In order: the first that fits.") @Nullable
            List<Rule> rules) {}

    @Schema(name = "GroupRulesPreview")
    record Preview(
            @Schema(description = "Numbers in no group that would come into one.")
            long unlabelled,

            @Schema(description = "Numbers in another group than the rules say.")
            long others,

            @Schema(description = "Whether all numbers were looked at.")
            boolean all) {}

    @Schema(name = "GroupRulesApplication")
    record Application(
            @Schema(description = "Whether also numbers in another group are put into the one that the rules say.")
            @Nullable
            Boolean relabel) {}

    @Schema(name = "GroupRulesResult")
    record Result(long changed) {}

    @GetMapping
    @Operation(summary = "The rules that group your numbers", operationId = "getGroupRules")
    Rules list() {
        var actor = actors.actor();
        return shown(actor, rules.list(actor));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Set the rules that group your numbers",
            operationId = "setGroupRules",
            description = "Instead of all there were. They apply to numbers that come in by upload without a group.")
    Rules set(@RequestBody Rules wanted) {
        if (wanted.rules() == null) {
            throw new InvalidRequestException("rules", FieldFault.MISSING);
        }
        var actor = actors.actor();
        var all = new ArrayList<GroupRule>();
        for (var place = 0; place < wanted.rules().size(); place++) {
            all.add(rule(actor, wanted.rules().get(place), "rules[" + place + "]."));
        }
        return shown(actor, rules.set(actor, null, all));
    }

    @GetMapping("/preview")
    @Operation(summary = "What applying the rules to your stock would do", operationId = "previewGroupRules")
    Preview preview() {
        var preview = rules.preview(actors.actor());
        return new Preview(preview.unlabelled(), preview.others(), preview.all());
    }

    @PostMapping(path = "/apply", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Apply the rules to your stock", operationId = "applyGroupRules")
    Result apply(@RequestBody Application wanted) {
        return new Result(rules.apply(actors.actor(), wanted.relabel() != null && wanted.relabel()));
    }

    private GroupRule rule(Actor actor, Rule wanted, String prefix) {
        if (wanted.group() == null) {
            throw new InvalidRequestException(prefix + "group", FieldFault.MISSING);
        }
        return new GroupRule(
                names.id(actor, Kind.GROUP, wanted.group(), prefix + "group"),
                wanted.prefix(),
                wanted.country(),
                wanted.numberType() == null
                        ? null
                        : Filters.constant(NumberType.class, wanted.numberType(), prefix + "numberType"),
                wanted.numberClass() == null
                        ? null
                        : Filters.constant(NumberClass.class, wanted.numberClass(), prefix + "numberClass"));
    }

    private Rules shown(Actor actor, List<GroupRule> all) {
        var known = groups.list(actor, "").stream()
                .collect(Collectors.toMap(row -> row.id(), row -> row.group().name()));
        return new Rules(all.stream()
                .map(rule -> new Rule(
                        known.get(rule.groupId()),
                        rule.prefix(),
                        rule.country(),
                        rule.numberType() == null ? null : rule.numberType().name(),
                        rule.numberClass() == null ? null : rule.numberClass().name()))
                .toList());
    }
}
