package com.didstock.api;

import com.didstock.oversight.ChainLevel;
import com.didstock.oversight.NumberChains;
import com.didstock.oversight.OverseenTenant;
import com.didstock.oversight.PastChains;
import com.didstock.oversight.PastLevel;
import com.didstock.oversight.TenantOrder;
import com.didstock.oversight.TenantSearch;
import com.didstock.oversight.TenantTree;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the operator sees of the levels below its direct children. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Oversight",
        description =
                "For the operator: the whole tree, and who holds a number. Never what lower levels pay or charge.")
class OversightController {

    private static final int MOST = 500;

    private final CurrentActor actors;
    private final TenantTree tree;
    private final NumberChains chains;
    private final PastChains past;

    OversightController(CurrentActor actors, TenantTree tree, NumberChains chains, PastChains past) {
        this.actors = actors;
        this.tree = tree;
        this.chains = chains;
        this.past = past;
    }

    @Schema(name = "TreeTenant")
    record Item(
            int id,
            int parentId,

            @Schema(description = "1 for a direct child, 2 for a child of one, and so on.")
            int level,

            String name,

            @Schema(description = "Names of the tenants between you and it, from the top.")
            List<String> parents,

            String kind,
            String status,
            long held,
            long inUse,
            long idle,

            @Schema(description = "Null: no limit.") @Nullable
            Integer maxNumbers,

            @Schema(description = "What the numbers with it cost you a month; empty below your direct children.")
            List<Amounts.Money> monthlyCost,

            @Schema(description = "What it pays you a month; empty below your direct children.")
            List<Amounts.Money> monthlyRevenue) {

        static Item of(OverseenTenant tenant) {
            return new Item(
                    tenant.id(),
                    tenant.parentId(),
                    tenant.level(),
                    tenant.name(),
                    tenant.parents(),
                    tenant.kind().name(),
                    tenant.status().name(),
                    tenant.held(),
                    tenant.inUse(),
                    tenant.idle(),
                    tenant.maxNumbers(),
                    Amounts.sums(tenant.monthlyCost()),
                    Amounts.sums(tenant.monthlyRevenue()));
        }
    }

    @Schema(name = "TreeTenants")
    record Items(
            List<Item> items,

            @Schema(description = "For the parameter after; null on the last page.") @Nullable
            Integer next,

            int count) {}

    @GetMapping("/tenants/tree")
    @Operation(
            summary = "All tenants below the operator",
            operationId = "listTenantTree",
            description = "Each below its parent, by name, unless another order is asked for: NAME, HELD, IN_USE, IDLE,"
                    + " LIMIT_USED, COST or REVENUE.")
    Items tree(
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable Boolean descending,
            @RequestParam(required = false) @Nullable Integer after,
            @RequestParam(required = false) @Nullable Integer limit) {
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw new InvalidRequestException("limit", FieldFault.OUT_OF_RANGE);
        }
        var wanted = new TenantSearch(
                search == null ? "" : search,
                sort == null ? TenantOrder.TREE : Filters.constant(TenantOrder.class, sort, "sort"),
                descending != null && descending);
        var page = tree.pageAfter(actors.actor(), wanted, after, limit == null ? MOST : limit);
        return new Items(
                page.tenants().stream().map(Item::of).toList(),
                page.more() ? page.tenants().getLast().id() : null,
                page.total());
    }

    @Schema(name = "ChainLookOrder")
    record LookOrder(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "4930901820") @Nullable
            String number,

            @Schema(
                    description = "Why; it is recorded with who asked.",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "Porting request 4711")
            @Nullable
            String reason,

            @Schema(
                    description = "A day of the past in your time zone: who held it then. Now if not said.",
                    example = "2026-03-31")
            @Nullable
            LocalDate on) {}

    @Schema(name = "ChainAccount")
    record UsedBy(String id, String name, boolean alias, Instant since) {}

    @Schema(name = "ChainLevel")
    record Level(
            int tenantId,
            String tenant,
            String kind,
            int level,

            @Schema(description = "Null for a day of the past.") @Nullable
            String status,

            @Schema(description = "When a reservation or quarantine ends; of a day of the past: when it was over.")
            @Nullable
            Instant until,

            Instant since,
            @Nullable UsedBy account) {

        static Level of(PastLevel level) {
            return new Level(
                    level.tenantId(),
                    level.tenant(),
                    level.kind().name(),
                    level.level(),
                    null,
                    level.until(),
                    level.from(),
                    null);
        }

        static Level of(ChainLevel level) {
            var account = level.account();
            return new Level(
                    level.tenantId(),
                    level.tenant(),
                    level.kind().name(),
                    level.level(),
                    level.status(),
                    level.until(),
                    level.since(),
                    account == null
                            ? null
                            : new UsedBy(account.id(), account.name(), account.alias(), account.since()));
        }
    }

    @Schema(name = "Chain")
    record Chain(
            @Schema(description = "From the top; none if the number is not in stock.")
            List<Level> levels) {}

    @PostMapping(path = "/chain-looks", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Look up who holds a number",
            operationId = "lookUpChain",
            description =
                    "Names of every level and the account, for emergencies, fraud and porting. Each look is recorded"
                            + " and stands in your activity.")
    Chain lookUp(@RequestBody LookOrder wanted) {
        var actor = actors.actor();
        var number = wanted.number() == null ? "" : wanted.number();
        var reason = wanted.reason() == null ? "" : wanted.reason();
        var day = wanted.on();
        var levels = day == null
                ? chains.lookUp(actor, number, reason).stream().map(Level::of)
                : past.lookUp(actor, number, reason, day).stream().map(Level::of);
        return new Chain(levels.toList());
    }

    @Schema(name = "ChainLook")
    record Look(
            Instant at,
            String number,
            String reason,
            String login,
            int levels,

            @Schema(description = "The day of the past that was asked about; null: the moment of the look.") @Nullable
            LocalDate on) {}

    @Schema(name = "ChainLooks")
    record Looks(List<Look> items) {}

    @GetMapping("/chain-looks")
    @Operation(summary = "Who looked up which number, the latest 200", operationId = "listChainLooks")
    Looks looks() {
        return new Looks(chains.looks(actors.actor()).stream()
                .map(look -> new Look(look.at(), look.number(), look.reason(), look.login(), look.levels(), look.day()))
                .toList());
    }
}
