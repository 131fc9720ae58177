package com.didstock.demo;

import com.didstock.assignment.ApplyTo;
import com.didstock.assignment.Assignments;
import com.didstock.assignment.Choices;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRequest;
import com.didstock.branding.Operator;
import com.didstock.branding.Operators;
import com.didstock.groups.DidGroups;
import com.didstock.internalnumbers.InternalRanges;
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
import com.didstock.tenancy.OperatorRegister;
import com.didstock.tenancy.Role;
import com.didstock.tenancy.TenantKind;
import com.didstock.uploads.UploadOptions;
import com.didstock.uploads.UploadProgress;
import com.didstock.uploads.Uploads;
import com.didstock.vendors.VendorBatchTerms;
import com.didstock.vendors.VendorBatches;
import com.didstock.vendors.Vendors;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Fills an empty demo operator before the portal is ready, through the same services and under the same rights as people:
 * vendors and a price list, three resellers, two of them with a reseller of their own, a dozen customers, and numbers in
 * every state. Does nothing when the operator has users, or the demo is off.
 */
@Component
class Demo implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final String CURRENCY = "EUR";

    private final boolean on;
    private final Operators operators;
    private final OperatorRegister register;
    private final DemoPeople people;
    private final DemoPast past;
    private final Stock stock;
    private final ChildTenants children;
    private final PricingBatches batches;
    private final AssignedBatches assignedBatches;
    private final Assignments assignments;
    private final NumberInventory inventory;
    private int operations;

    /** What an operator buys and labels. */
    @Component
    record Stock(
            Vendors vendors, VendorBatches vendorBatches, DidGroups groups, Uploads uploads, InternalRanges internal) {}

    Demo(
            @Value("${didstock.demo:false}") boolean on,
            Operators operators,
            OperatorRegister register,
            DemoPeople people,
            DemoPast past,
            Stock stock,
            ChildTenants children,
            PricingBatches batches,
            AssignedBatches assignedBatches,
            Assignments assignments,
            NumberInventory inventory) {
        this.on = on;
        this.operators = operators;
        this.register = register;
        this.people = people;
        this.past = past;
        this.stock = stock;
        this.children = children;
        this.batches = batches;
        this.assignedBatches = assignedBatches;
        this.assignments = assignments;
        this.inventory = inventory;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (on) {
            operators.all().stream().filter(it -> it.settings().demo()).forEach(this::fill);
        }
    }

    private void fill(Operator operator) {
        register.registerDemoAdmin(operator.id(), "op", "Olivia Operator", people.hash())
                .ifPresent(op -> {
                    people.addToken(op, op, "op");
                    people.add(op, op.tenantId(), "op-viewer", "Otto Onlooker", Role.OPERATOR_VIEWER);
                    fill(op, operator);
                    LOG.info("made the demo of {}", operator.settings().slug());
                });
    }

    private void fill(Actor op, Operator operator) {
        buy(op, operator);
        stock.internal().add(op, "2000", "2999", null);
        stock.internal().add(op, "500", "549", null);
        var wholesaleUs = batch(op, "Wholesale US", AppliedTo.RESELLERS, "0.50", "0.20", "25");
        var wholesaleEu = batch(op, "Wholesale Europe", AppliedTo.RESELLERS, "0.00", "0.15", "20");
        var direct = batch(op, "Retail direct", AppliedTo.CUSTOMERS, "1.00", "0.50", "60");
        put(op, wholesaleUs, inCountry("US"), 1_100);
        put(op, wholesaleEu, inCountry("DE"), 350);
        put(op, wholesaleEu, inCountry("GB"), 300);

        var acme = reseller(op, "Acme Telecom", "acme", "Jeanne Moreau", wholesaleUs, wholesaleEu);
        people.add(op, acme.tenantId(), "acme-viewer", "Victor Viewer", Role.RESELLER_VIEWER);
        people.add(op, acme.tenantId(), "acme-clerk", "Clara Clerk", Role.RESELLER_CLERK);
        var globex = reseller(op, "Globex", "globex", "Hank Scorpio", wholesaleUs, wholesaleEu);
        var initech = reseller(op, "Initech", "initech", "Bill Lumbergh", wholesaleUs, wholesaleEu);
        give(op, acme, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(wholesaleUs)), 450);
        give(op, acme, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(wholesaleEu)), 250);
        give(op, globex, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(wholesaleUs)), 250);
        give(op, initech, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(wholesaleEu)), 120);

        var harbour = customer(op, "Harbour Logistics", null, direct);
        put(op, direct, inCountry("FR"), 60);
        give(op, harbour, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(direct)), 25);
        rest(op, harbour, 7);
        use(harbour, 12);

        sellAsAcme(acme);
        sellAsGlobex(globex);
        sellAsInitech(initech);
        past.reserve(op, first(op, inCountry("NL"), 24), "City of Utrecht", Duration.ofDays(10));
    }

    private void buy(Actor op, Operator operator) {
        var atlantic = stock.vendors()
                .create(op, "Atlantic Carrier", "Interconnect since 2019")
                .id();
        var euro = stock.vendors().create(op, "EuroNumbers", "").id();
        var pacific = stock.vendors().create(op, "Pacific Wholesale", "").id();
        vendorBatch(op, atlantic, DemoNumbers.TOLL_FREE, CURRENCY, "Toll-free North America");
        vendorBatch(op, atlantic, DemoNumbers.NORTH_AMERICA, CURRENCY, "Local North America");
        vendorBatch(op, euro, DemoNumbers.DACH, CURRENCY, "Central Europe");
        vendorBatch(op, euro, DemoNumbers.WEST, CURRENCY, "Western Europe");
        vendorBatch(op, euro, DemoNumbers.EAST, CURRENCY, "");
        vendorBatch(op, pacific, DemoNumbers.DOLLAR, "USD", "");
        stock.groups().create(op, "Gold", "Numbers that people remember");
        stock.groups().create(op, "Campaign", "Kept for the spring campaign");
        var upload = stock.uploads()
                .stage(
                        op,
                        "price-list.csv",
                        new ByteArrayInputStream(DemoNumbers.file().getBytes(StandardCharsets.UTF_8)),
                        UploadOptions.ofFile(operator.settings().zone()),
                        UploadProgress.NONE);
        stock.uploads().importRows(op, upload.id(), true, "demo", UploadProgress.NONE);
    }

    private void sellAsAcme(Actor acme) {
        var retailUs = batch(acme, "Retail US", AppliedTo.CUSTOMERS, "1.00", "0.20", "30");
        var retailEu = batch(acme, "Retail Europe", AppliedTo.CUSTOMERS, "0.00", "0.35", "25");
        var partners = batch(acme, "Partners", AppliedTo.RESELLERS, "0.00", "0.10", "10");
        put(acme, retailUs, inCountry("US"), 200);
        put(acme, retailEu, inCountry("GB"), 100);
        put(acme, partners, inCountry("US"), 120);
        var cafe = customer(acme, "Café Lumière", "acme-cafe", retailUs, retailEu);
        var clinic = customer(acme, "Praxis Nord", null, retailEu, retailUs);
        var bakery = customer(acme, "Bakery Huber", null, retailEu);
        var taxi = customer(acme, "Taxi 24", null, retailUs);
        var retail = InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(retailUs));
        give(acme, cafe, retail, 30);
        give(acme, taxi, retail, 40);
        give(acme, clinic, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(retailEu)), 20);
        give(acme, bakery, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(retailEu)), 8);
        use(cafe, 22);
        use(taxi, 31);
        use(clinic, 14);
        rest(acme, bakery, 6);
        freeze(acme, inCountry("US"), 15);
        past.reserve(acme, first(acme, inCountry("GB"), 6), "Seaside Hotels", Duration.ofDays(7));

        var east = reseller(acme, "Acme East", "acme-east", "Elena East", partners);
        give(acme, east, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(partners)), 80);
        var rooms = batch(east, "Hotels", AppliedTo.CUSTOMERS, "0.00", "0.80", "15");
        put(east, rooms, InventoryFilter.EVERYTHING, 40);
        var hotel = customer(east, "Hotel East", "east-hotel", rooms);
        var hostel = customer(east, "Hostel Riverside", null, rooms);
        give(east, hotel, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(rooms)), 15);
        give(east, hostel, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(rooms)), 5);
        use(hotel, 9);
    }

    private void sellAsGlobex(Actor globex) {
        var retail = batch(globex, "Retail", AppliedTo.CUSTOMERS, "0.50", "0.30", "35");
        var labsBatch = batch(globex, "Labs", AppliedTo.RESELLERS, "0.00", "0.05", "5");
        put(globex, retail, InventoryFilter.EVERYTHING, 90);
        put(globex, labsBatch, InventoryFilter.EVERYTHING.withPricingBatch(Choice.NONE), 60);
        var power = customer(globex, "Cypress Power", null, retail);
        var school = customer(globex, "Springfield School", null, retail);
        give(globex, power, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(retail)), 30);
        give(globex, school, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(retail)), 12);
        use(power, 21);
        rest(globex, school, 10);
        var labs = reseller(globex, "Globex Labs", "globex-labs", "Lena Labs", labsBatch);
        give(globex, labs, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(labsBatch)), 40);
        var trials = batch(labs, "Trials", AppliedTo.CUSTOMERS, "0.00", "0.25", "10");
        put(labs, trials, InventoryFilter.EVERYTHING, 20);
        var robots = customer(labs, "Robot Works", null, trials);
        give(labs, robots, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(trials)), 8);
        use(robots, 5);
    }

    private void sellAsInitech(Actor initech) {
        var retail = batch(initech, "Offices", AppliedTo.CUSTOMERS, "0.00", "0.40", "20");
        put(initech, retail, InventoryFilter.EVERYTHING, 70);
        var bank = customer(initech, "First Trust Bank", null, retail);
        var agency = customer(initech, "Agency Blau", null, retail);
        give(initech, bank, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(retail)), 20);
        give(initech, agency, InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(retail)), 10);
        use(bank, 15);
    }

    // ------------------------------------------------------------------------------------------- words

    private void vendorBatch(Actor op, int vendor, String name, String currency, String label) {
        stock.vendorBatches().create(op, new VendorBatchTerms(vendor, name, "", currency, label, ""));
    }

    private int batch(
            Actor seller, String name, AppliedTo appliedTo, String activation, String recurring, String markup) {
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

    private Actor reseller(Actor parent, String name, String login, String person, int... assigned) {
        var child = children.create(parent, TenantKind.RESELLER, CURRENCY, false, ChildTerms.named(name));
        assign(parent, child.id(), assigned);
        return people.add(parent, child.id(), login, person, Role.RESELLER_ADMIN);
    }

    private Actor customer(Actor parent, String name, @Nullable String login, int... assigned) {
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

    private static InventoryFilter inCountry(String country) {
        return InventoryFilter.EVERYTHING.withCountry(country).withStatuses(Set.of(DidStatus.FREE));
    }

    private List<String> first(Actor holder, InventoryFilter filter, int count) {
        return inventory.page(holder, filter, new PageRequest(DidSort.NUMBER, true, null, false, count)).rows().stream()
                .map(DidRow::number)
                .toList();
    }

    private void put(Actor holder, int batch, InventoryFilter filter, int count) {
        perform(holder, request(OperationKind.ASSIGN_TO_PRICING_BATCH, batch, filter, count));
    }

    private void give(Actor holder, Actor child, InventoryFilter filter, int count) {
        perform(holder, request(OperationKind.GIVE, child.tenantId(), filter, count));
    }

    private void freeze(Actor holder, InventoryFilter filter, int count) {
        perform(holder, request(OperationKind.FREEZE, null, filter, count));
    }

    private void use(Actor customer, int count) {
        past.usedSince(customer, first(customer, InventoryFilter.EVERYTHING, count), Duration.ofDays(70));
    }

    /** Numbers that were used and come back: they age. */
    private void rest(Actor holder, Actor customer, int count) {
        var numbers = first(customer, InventoryFilter.EVERYTHING, count);
        var lines = past.usedSince(customer, numbers, Duration.ofDays(90));
        past.unusedSince(customer, lines, Duration.ofDays(3));
        perform(
                holder,
                new OperationRequest(
                        OperationKind.RECALL,
                        null,
                        "",
                        InventoryFilter.EVERYTHING,
                        new ApplyTo.Selected(numbers),
                        Choices.NONE));
    }

    private static OperationRequest request(
            OperationKind kind, @Nullable Integer target, InventoryFilter filter, int count) {
        return new OperationRequest(kind, target, "", filter, new ApplyTo.First(count), Choices.NONE);
    }

    private void perform(Actor actor, OperationRequest request) {
        assignments.perform(actor, request, "demo-" + ++operations);
    }
}
