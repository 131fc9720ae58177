package com.didstock.api;

import com.didstock.customers.CustomerSearch;
import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.ChildTenant;
import com.didstock.tenancy.ChildTenantRow;
import com.didstock.tenancy.ChildTenants;
import com.didstock.tenancy.ChildTerms;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The tenant's direct children. */
@RestController
@RequestMapping(path = "/api/v1/tenants", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Resellers and customers", description = "Your direct children in the tree.")
class TenantsController {

    private static final String AFTER_USE = "Where a customer's number goes when an account stops using it and nobody"
            + " chooses: BY_ORIGIN, KEEP, BACK_TO_BATCH or RELEASE_TO_POOL.";

    private final CurrentActor actors;
    private final ChildTenants children;
    private final CustomerSearch customers;

    TenantsController(CurrentActor actors, ChildTenants children, CustomerSearch customers) {
        this.actors = actors;
        this.children = children;
        this.customers = customers;
    }

    /** What can be said of a child; kind, currency and own vendors only when it is made. */
    @Schema(name = "NewTenant")
    record NewTerms(
            @Schema(description = "RESELLER or CUSTOMER.", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String kind,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Schema(
                    description = "In which it is billed.",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "EUR")
            @Nullable
            String currency,

            @Schema(description = "Whether a reseller buys from vendors itself.") @Nullable
            Boolean ownVendors,

            @Schema(description = "Most numbers it may hold; null: no limit.") @Nullable
            Integer maxNumbers,

            @Schema(description = "Most its numbers may cost it a month; null: no limit.", example = "500.00") @Nullable
            String maxMonthlyCost,

            @Schema(
                    description =
                            "Most monthly cost that may be new to it on one day of the operator's; null: no limit.",
                    example = "50.00")
            @Nullable
            String maxDailyCost,

            @Schema(description = "Most numbers it may have reserved; null: 20.") @Nullable
            Integer maxReservations,

            @Nullable Boolean mayDraw,
            @Nullable Boolean releaseToHomeBatch,

            @Schema(description = AFTER_USE) @Nullable String afterUse) {

        ChildTerms terms() {
            return new Terms(
                            name,
                            maxNumbers,
                            maxMonthlyCost,
                            maxDailyCost,
                            maxReservations,
                            mayDraw,
                            releaseToHomeBatch,
                            afterUse,
                            null)
                    .terms();
        }
    }

    @Schema(name = "TenantTerms")
    record Terms(
            @Nullable String name,
            @Nullable Integer maxNumbers,
            @Nullable String maxMonthlyCost,
            @Nullable String maxDailyCost,
            @Nullable Integer maxReservations,
            @Nullable Boolean mayDraw,
            @Nullable Boolean releaseToHomeBatch,

            @Schema(description = AFTER_USE) @Nullable String afterUse,

            @Schema(description = "The version the change is based on, unless If-Match says it.") @Nullable
            Integer version) {

        static Terms of(ChildTerms terms) {
            var cost = terms.maxMonthlyCost();
            var daily = terms.maxDailyCost();
            return new Terms(
                    terms.name(),
                    terms.maxNumbers(),
                    cost == null ? null : cost.toPlainString(),
                    daily == null ? null : daily.toPlainString(),
                    terms.maxReservations(),
                    terms.mayDraw(),
                    terms.releaseToHomeBatch(),
                    terms.afterUse().name(),
                    null);
        }

        ChildTerms terms() {
            return new ChildTerms(
                    name == null ? "" : name,
                    maxNumbers,
                    Amounts.read(maxMonthlyCost, "maxMonthlyCost"),
                    Amounts.read(maxDailyCost, "maxDailyCost"),
                    maxReservations,
                    mayDraw != null && mayDraw,
                    releaseToHomeBatch != null && releaseToHomeBatch,
                    afterUse == null ? AfterUse.BY_ORIGIN : Filters.constant(AfterUse.class, afterUse, "afterUse"));
        }
    }

    @Schema(name = "Tenant")
    record Item(
            int id,
            int version,
            String kind,

            @Schema(description = "ACTIVE, SUSPENDED or CLOSED.")
            String status,

            String name,
            String currency,
            boolean ownVendors,
            @Nullable Integer maxNumbers,
            @Nullable String maxMonthlyCost,
            @Nullable String maxDailyCost,
            @Nullable Integer maxReservations,
            boolean mayDraw,
            boolean releaseToHomeBatch,
            String afterUse,

            @Schema(description = "What it has from you; told in lists.") @Nullable
            Holdings numbers) {

        static Item of(ChildTenantRow row) {
            return of(row.child(), Holdings.of(row.numbers()));
        }

        static Item of(ChildTenant child, @Nullable Holdings numbers) {
            var terms = child.terms();
            return new Item(
                    child.id(),
                    child.version(),
                    child.kind().name(),
                    child.status().name(),
                    child.name(),
                    child.currency(),
                    child.ownVendors(),
                    terms.maxNumbers(),
                    Amounts.text(terms.maxMonthlyCost(), child.currency()),
                    Amounts.text(terms.maxDailyCost(), child.currency()),
                    terms.maxReservations(),
                    terms.mayDraw(),
                    terms.releaseToHomeBatch(),
                    terms.afterUse().name(),
                    numbers);
        }
    }

    @Schema(name = "Tenants")
    record Items(List<Item> items) {}

    @GetMapping
    @Operation(summary = "Your resellers and customers", operationId = "listTenants")
    Items list(
            @RequestParam(required = false) @Nullable String search,
            @Parameter(description = CustomerFilter.WORDS) @RequestParam(required = false) @Nullable String filter) {
        var actor = actors.actor();
        return new Items(customers
                .list(
                        actor,
                        search == null ? "" : search,
                        CustomerFilter.read(customers.conditionFields(actor), filter))
                .stream()
                .map(Item::of)
                .toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One reseller or customer", operationId = "getTenant")
    ResponseEntity<Item> get(@PathVariable int id) {
        return tagged(ResponseEntity.ok(), children.find(actors.actor(), id));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Add a reseller or customer", operationId = "createTenant")
    ResponseEntity<Item> create(@RequestBody NewTerms wanted) {
        var child = children.create(
                actors.actor(),
                Filters.constant(TenantKind.class, wanted.kind(), "kind"),
                wanted.currency() == null ? "" : wanted.currency(),
                wanted.ownVendors() != null && wanted.ownVendors(),
                wanted.terms());
        return tagged(ResponseEntity.created(URI.create("/api/v1/tenants/" + child.id())), child);
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(summary = "Change name, limits and permissions of a child", operationId = "changeTenant")
    ResponseEntity<Item> change(
            @PathVariable int id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Terms.class)))
                    @RequestBody
                    JsonNode body,
            HttpServletRequest request) {
        var actor = actors.actor();
        var change = Change.read(request, body);
        var before = Terms.of(children.find(actor, id).terms());
        var after = change.applyTo(before, Terms.class).terms();
        return tagged(ResponseEntity.ok(), children.update(actor, id, change.version(), after));
    }

    @Schema(name = "TenantStatusChange")
    record StatusChange(
            @Schema(
                    description = "ACTIVE, SUSPENDED or CLOSED.",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "SUSPENDED")
            @Nullable
            String status,

            @Schema(description = "The version the change is based on.", requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Integer version) {}

    @PutMapping(path = "/{id}/status", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Suspend, reactivate or close a child",
            operationId = "changeTenantStatus",
            description =
                    "The users of a suspended child are refused; what it holds stays in use and is charged on. Only"
                            + " a child that holds nothing can be closed, and a closed one stays closed.")
    ResponseEntity<Item> changeStatus(@PathVariable int id, @RequestBody StatusChange wanted) {
        var status = Filters.constant(TenantStatus.class, wanted.status(), "status");
        if (wanted.version() == null) {
            throw new InvalidRequestException("version", FieldFault.MISSING);
        }
        return tagged(ResponseEntity.ok(), children.setStatus(actors.actor(), id, wanted.version(), status));
    }

    private static ResponseEntity<Item> tagged(ResponseEntity.BodyBuilder answer, ChildTenant child) {
        return answer.eTag(Change.tag(child.version())).body(Item.of(child, null));
    }
}
