package com.didstock.demo;

import com.didstock.assignment.ApplyTo;
import com.didstock.assignment.Assignments;
import com.didstock.assignment.Choices;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRequest;
import com.didstock.inventory.Choice;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.PageRequest;
import com.didstock.pricing.AppliedTo;
import com.didstock.pricing.AssignedBatches;
import com.didstock.pricing.BatchAssignment;
import com.didstock.pricing.BatchTerms;
import com.didstock.pricing.Coverage;
import com.didstock.pricing.PricingBatches;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChildTenants;
import com.didstock.tenancy.ChildTerms;
import com.didstock.tenancy.Role;
import com.didstock.tenancy.TenantKind;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What sellers and their customers do, in the words of the demo, through the services that people use. */
@Component
class DemoDeeds {

    static final String CURRENCY = "EUR";

    private final DemoPeople people;
    private final DemoPast past;
    private final ChildTenants children;
    private final PricingBatches batches;
    private final AssignedBatches assignedBatches;
    private final Assignments assignments;
    private final NumberInventory inventory;
    private final Clock clock;
    private int operations;

    DemoDeeds(
            DemoPeople people,
            DemoPast past,
            ChildTenants children,
            PricingBatches batches,
            AssignedBatches assignedBatches,
            Assignments assignments,
            NumberInventory inventory,
            Clock clock) {
        this.people = people;
        this.past = past;
        this.children = children;
        this.batches = batches;
        this.assignedBatches = assignedBatches;
        this.assignments = assignments;
        this.inventory = inventory;
        this.clock = clock;
    }

    /** {@return a morning so many months before this one} */
    Instant monthsAgo(int months, int day) {
        return clock.instant()
                .atOffset(ZoneOffset.UTC)
                .minusMonths(months)
                .withDayOfMonth(day)
                .truncatedTo(ChronoUnit.DAYS)
                .plusHours(8)
                .toInstant();
    }

    /** Does something as at a moment of the past; now, if the clock is not the demo's. */
    <T> T at(Instant moment, Supplier<T> work) {
        return clock instanceof DemoClock demo ? demo.at(moment, work) : work.get();
    }

    /** Does something as on a morning so many months before this one. */
    void ago(int months, int day, Runnable work) {
        at(monthsAgo(months, day), () -> {
            work.run();
            return months;
        });
    }

    static InventoryFilter inState(DidStatus status) {
        return InventoryFilter.EVERYTHING.withStatuses(Set.of(status));
    }

    static InventoryFilter inBatch(int batch) {
        return InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(batch));
    }

    void reserve(Actor holder, InventoryFilter filter, int count, String prospect, Duration length) {
        past.reserve(holder, first(holder, filter, count), prospect, length);
    }

    int batch(Actor seller, String name, AppliedTo appliedTo, String activation, String recurring, String markup) {
        var terms = BatchTerms.blank(CURRENCY);
        return batches.create(
                        seller,
                        new BatchTerms(
                                name,
                                appliedTo,
                                terms.type(),
                                null,
                                false,
                                CURRENCY,
                                new BigDecimal(activation),
                                new BigDecimal(recurring),
                                new BigDecimal(markup),
                                null,
                                ""))
                .id();
    }

    Actor reseller(Actor parent, String name, String login, String person, int... assigned) {
        var child = children.create(parent, TenantKind.RESELLER, CURRENCY, false, ChildTerms.named(name));
        assign(parent, child.id(), assigned);
        return people.add(parent, child.id(), login, person, Role.RESELLER_ADMIN);
    }

    Actor customer(Actor parent, String name, @Nullable String login, int... assigned) {
        var child = children.create(parent, TenantKind.CUSTOMER, CURRENCY, false, ChildTerms.named(name));
        assign(parent, child.id(), assigned);
        // Somebody must have used the numbers; only those with a name of their own are told to people.
        var user = login == null ? "customer-" + Math.floorMod(name.hashCode(), 100_000) : login;
        return people.add(parent, child.id(), user, name, Role.CUSTOMER);
    }

    private void assign(Actor parent, int child, int... assigned) {
        assignedBatches.set(
                parent,
                child,
                Arrays.stream(assigned)
                        .mapToObj(batch -> new BatchAssignment(batch, Coverage.ALL))
                        .toList());
    }

    static InventoryFilter inCountry(String country) {
        return InventoryFilter.EVERYTHING.withCountry(country).withStatuses(Set.of(DidStatus.FREE));
    }

    List<String> first(Actor holder, InventoryFilter filter, int count) {
        return inventory.page(holder, filter, new PageRequest(DidSort.NUMBER, true, null, false, count)).rows().stream()
                .map(DidRow::number)
                .toList();
    }

    void put(Actor holder, int batch, InventoryFilter filter, int count) {
        perform(holder, request(OperationKind.ASSIGN_TO_PRICING_BATCH, batch, filter, count));
    }

    void give(Actor holder, Actor child, InventoryFilter filter, int count) {
        perform(holder, request(OperationKind.GIVE, child.tenantId(), filter, count));
    }

    void freeze(Actor holder, InventoryFilter filter, int count) {
        perform(holder, request(OperationKind.FREEZE, null, filter, count));
    }

    void use(Actor customer, int count) {
        past.use(customer, first(customer, inState(DidStatus.FREE), count));
    }

    /** Numbers that were used and come back: they age. */
    void rest(Actor holder, Actor customer, int count) {
        var numbers = first(customer, inState(DidStatus.FREE), count);
        var lines = at(monthsAgo(1, 6), () -> past.use(customer, numbers));
        at(clock.instant().minus(Duration.ofDays(3)), () -> {
            past.stopUsing(customer, lines);
            return numbers.size();
        });
        recall(holder, new ApplyTo.Selected(numbers), InventoryFilter.EVERYTHING);
    }

    /** Takes back what the child does not use. */
    void takeBack(Actor holder, Actor child, int count) {
        recall(holder, new ApplyTo.First(count), inState(DidStatus.GIVEN).withHeldBy(Choice.of(child.tenantId())));
    }

    private void recall(Actor holder, ApplyTo numbers, InventoryFilter filter) {
        perform(holder, new OperationRequest(OperationKind.RECALL, null, "", filter, numbers, Choices.NONE));
    }

    private static OperationRequest request(
            OperationKind kind, @Nullable Integer target, InventoryFilter filter, int count) {
        return new OperationRequest(kind, target, "", filter, new ApplyTo.First(count), Choices.NONE);
    }

    private void perform(Actor actor, OperationRequest request) {
        assignments.perform(actor, request, "demo-" + ++operations);
    }
}
