package com.didstock.demo;

import com.didstock.branding.Operator;
import com.didstock.branding.Operators;
import com.didstock.groups.DidGroups;
import com.didstock.internalnumbers.InternalRanges;
import com.didstock.inventory.Choice;
import com.didstock.inventory.InventoryFilter;
import com.didstock.pricing.AppliedTo;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.LedgerPosting;
import com.didstock.tenancy.OperatorRegister;
import com.didstock.tenancy.Role;
import com.didstock.uploads.UploadOptions;
import com.didstock.uploads.UploadProgress;
import com.didstock.uploads.Uploads;
import com.didstock.vendors.VendorBatchTerms;
import com.didstock.vendors.VendorBatches;
import com.didstock.vendors.Vendors;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Fills an empty demo operator before the portal is ready, through the same services and under the same rights as people:
 * vendors and a price list, three resellers, two of them with a reseller of their own, a dozen customers, and numbers in
 * every state, some of them for months. Does nothing when the operator has users, or the demo is off.
 */
@Component
class Demo implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private final boolean on;
    private final Operators operators;
    private final OperatorRegister register;
    private final DemoPeople people;
    private final DemoDeeds deeds;
    private final Stock stock;
    private final LedgerPosting ledger;
    private final Clock clock;

    /** What an operator buys and labels. */
    @Component
    record Stock(
            Vendors vendors, VendorBatches vendorBatches, DidGroups groups, Uploads uploads, InternalRanges internal) {}

    Demo(
            @Value("${didstock.demo:false}") boolean on,
            Operators operators,
            OperatorRegister register,
            DemoPeople people,
            DemoDeeds deeds,
            Stock stock,
            LedgerPosting ledger,
            Clock clock) {
        this.on = on;
        this.operators = operators;
        this.register = register;
        this.people = people;
        this.deeds = deeds;
        this.stock = stock;
        this.ledger = ledger;
        this.clock = clock;
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
        deeds.ago(5, 3, () -> {
            buy(op, operator);
            stock.internal().add(op, "2000", "2999", null);
            stock.internal().add(op, "500", "549", null);
        });
        var shop = deeds.at(deeds.monthsAgo(5, 4), () -> openShop(op));
        sellAsAcme(shop.acme());
        sellAsGlobex(shop.globex());
        sellAsInitech(shop.initech());
        deeds.ago(1, 12, () -> {
            deeds.give(op, shop.acme(), DemoDeeds.inBatch(shop.wholesaleUs()), 70);
            deeds.give(op, shop.globex(), DemoDeeds.inBatch(shop.wholesaleUs()), 50);
        });
        deeds.rest(op, shop.harbour(), 7);
        deeds.reserve(op, DemoDeeds.inCountry("NL"), 24, "City of Utrecht", Duration.ofDays(10));
        ledger.post(operator.id(), operator.settings().zone(), clock.instant());
    }

    /** Whom the operator sells to, and by which batch. */
    private record Shop(int wholesaleUs, Actor acme, Actor globex, Actor initech, Actor harbour) {}

    private Shop openShop(Actor op) {
        var us = deeds.batch(op, "Wholesale US", AppliedTo.RESELLERS, "0.50", "0.20", "25");
        var eu = deeds.batch(op, "Wholesale Europe", AppliedTo.RESELLERS, "0.00", "0.15", "20");
        var direct = deeds.batch(op, "Retail direct", AppliedTo.CUSTOMERS, "1.00", "0.50", "60");
        deeds.put(op, us, DemoDeeds.inCountry("US"), 1_100);
        deeds.put(op, eu, DemoDeeds.inCountry("DE"), 350);
        deeds.put(op, eu, DemoDeeds.inCountry("GB"), 300);

        var acme = deeds.reseller(op, "Acme Telecom", "acme", "Jeanne Moreau", us, eu);
        people.add(op, acme.tenantId(), "acme-viewer", "Victor Viewer", Role.RESELLER_VIEWER);
        people.add(op, acme.tenantId(), "acme-clerk", "Clara Clerk", Role.RESELLER_CLERK);
        var globex = deeds.reseller(op, "Globex", "globex", "Hank Scorpio", us, eu);
        var initech = deeds.reseller(op, "Initech", "initech", "Bill Lumbergh", us, eu);
        deeds.give(op, acme, DemoDeeds.inBatch(us), 380);
        deeds.give(op, acme, DemoDeeds.inBatch(eu), 250);
        deeds.give(op, globex, DemoDeeds.inBatch(us), 200);
        deeds.give(op, initech, DemoDeeds.inBatch(eu), 120);

        var harbour = deeds.customer(op, "Harbour Logistics", null, direct);
        deeds.put(op, direct, DemoDeeds.inCountry("FR"), 60);
        deeds.give(op, harbour, DemoDeeds.inBatch(direct), 25);
        deeds.use(harbour, 12);
        return new Shop(us, acme, globex, initech, harbour);
    }

    private void buy(Actor op, Operator operator) {
        var atlantic = stock.vendors()
                .create(op, "Atlantic Carrier", "Interconnect since 2019")
                .id();
        var euro = stock.vendors().create(op, "EuroNumbers", "").id();
        var pacific = stock.vendors().create(op, "Pacific Wholesale", "").id();
        vendorBatch(op, atlantic, DemoNumbers.TOLL_FREE, DemoDeeds.CURRENCY, "Toll-free North America");
        vendorBatch(op, atlantic, DemoNumbers.NORTH_AMERICA, DemoDeeds.CURRENCY, "Local North America");
        vendorBatch(op, euro, DemoNumbers.DACH, DemoDeeds.CURRENCY, "Central Europe");
        vendorBatch(op, euro, DemoNumbers.WEST, DemoDeeds.CURRENCY, "Western Europe");
        vendorBatch(op, euro, DemoNumbers.EAST, DemoDeeds.CURRENCY, "");
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
        var batches = deeds.at(deeds.monthsAgo(5, 8), () -> {
            var retailUs = deeds.batch(acme, "Retail US", AppliedTo.CUSTOMERS, "1.00", "0.20", "30");
            var retailEu = deeds.batch(acme, "Retail Europe", AppliedTo.CUSTOMERS, "0.00", "0.35", "25");
            var partners = deeds.batch(acme, "Partners", AppliedTo.RESELLERS, "0.00", "0.10", "10");
            deeds.put(acme, retailUs, DemoDeeds.inCountry("US"), 200);
            deeds.put(acme, retailEu, DemoDeeds.inCountry("GB"), 100);
            deeds.put(acme, partners, DemoDeeds.inCountry("US"), 120);
            return List.of(retailUs, retailEu, partners);
        });
        int retailUs = batches.get(0);
        int retailEu = batches.get(1);
        int partners = batches.get(2);
        var cafe = deeds.at(deeds.monthsAgo(4, 6), () -> {
            var first = deeds.customer(acme, "Café Lumière", "acme-cafe", retailUs, retailEu);
            deeds.give(acme, first, DemoDeeds.inBatch(retailUs), 18);
            deeds.use(first, 14);
            return first;
        });
        var taxi = deeds.at(deeds.monthsAgo(4, 17), () -> {
            var second = deeds.customer(acme, "Taxi 24", null, retailUs);
            deeds.give(acme, second, DemoDeeds.inBatch(retailUs), 48);
            deeds.use(second, 31);
            return second;
        });
        var bakery = deeds.at(deeds.monthsAgo(3, 5), () -> {
            var clinic = deeds.customer(acme, "Praxis Nord", null, retailEu, retailUs);
            deeds.give(acme, clinic, DemoDeeds.inBatch(retailEu), 20);
            deeds.use(clinic, 14);
            var third = deeds.customer(acme, "Bakery Huber", null, retailEu);
            deeds.give(acme, third, DemoDeeds.inBatch(retailEu), 8);
            return third;
        });
        deeds.ago(2, 9, () -> {
            deeds.give(acme, cafe, DemoDeeds.inBatch(retailUs), 12);
            deeds.use(cafe, 8);
        });
        deeds.ago(1, 20, () -> deeds.takeBack(acme, taxi, 8));
        deeds.rest(acme, bakery, 6);
        deeds.freeze(acme, DemoDeeds.inCountry("US"), 15);
        deeds.reserve(acme, DemoDeeds.inCountry("GB"), 6, "Seaside Hotels", Duration.ofDays(7));
        sellAsEast(acme, partners);
    }

    private void sellAsEast(Actor acme, int partners) {
        var east = deeds.at(deeds.monthsAgo(3, 18), () -> {
            var partner = deeds.reseller(acme, "Acme East", "acme-east", "Elena East", partners);
            deeds.give(acme, partner, DemoDeeds.inBatch(partners), 80);
            return partner;
        });
        deeds.ago(2, 4, () -> {
            var rooms = deeds.batch(east, "Hotels", AppliedTo.CUSTOMERS, "0.00", "0.80", "15");
            deeds.put(east, rooms, InventoryFilter.EVERYTHING, 40);
            var hotel = deeds.customer(east, "Hotel East", "east-hotel", rooms);
            var hostel = deeds.customer(east, "Hostel Riverside", null, rooms);
            deeds.give(east, hotel, DemoDeeds.inBatch(rooms), 15);
            deeds.give(east, hostel, DemoDeeds.inBatch(rooms), 5);
            deeds.use(hotel, 9);
        });
    }

    private void sellAsGlobex(Actor globex) {
        var school = deeds.at(deeds.monthsAgo(4, 10), () -> {
            var retail = deeds.batch(globex, "Retail", AppliedTo.CUSTOMERS, "0.50", "0.30", "35");
            deeds.put(globex, retail, InventoryFilter.EVERYTHING, 90);
            var power = deeds.customer(globex, "Cypress Power", null, retail);
            var second = deeds.customer(globex, "Springfield School", null, retail);
            deeds.give(globex, power, DemoDeeds.inBatch(retail), 30);
            deeds.give(globex, second, DemoDeeds.inBatch(retail), 12);
            deeds.use(power, 21);
            return second;
        });
        deeds.rest(globex, school, 10);
        var labs = deeds.at(deeds.monthsAgo(2, 13), () -> {
            var batch = deeds.batch(globex, "Labs", AppliedTo.RESELLERS, "0.00", "0.05", "5");
            deeds.put(globex, batch, InventoryFilter.EVERYTHING.withPricingBatch(Choice.NONE), 60);
            var partner = deeds.reseller(globex, "Globex Labs", "globex-labs", "Lena Labs", batch);
            deeds.give(globex, partner, DemoDeeds.inBatch(batch), 40);
            return partner;
        });
        deeds.ago(1, 7, () -> {
            var trials = deeds.batch(labs, "Trials", AppliedTo.CUSTOMERS, "0.00", "0.25", "10");
            deeds.put(labs, trials, InventoryFilter.EVERYTHING, 20);
            var robots = deeds.customer(labs, "Robot Works", null, trials);
            deeds.give(labs, robots, DemoDeeds.inBatch(trials), 8);
            deeds.use(robots, 5);
        });
    }

    private void sellAsInitech(Actor initech) {
        deeds.ago(3, 11, () -> {
            var retail = deeds.batch(initech, "Offices", AppliedTo.CUSTOMERS, "0.00", "0.40", "20");
            deeds.put(initech, retail, InventoryFilter.EVERYTHING, 70);
            var bank = deeds.customer(initech, "First Trust Bank", null, retail);
            var agency = deeds.customer(initech, "Agency Blau", null, retail);
            deeds.give(initech, bank, DemoDeeds.inBatch(retail), 20);
            deeds.give(initech, agency, DemoDeeds.inBatch(retail), 10);
            deeds.use(bank, 15);
        });
    }

    private void vendorBatch(Actor op, int vendor, String name, String currency, String label) {
        stock.vendorBatches().create(op, new VendorBatchTerms(vendor, name, "", currency, label, ""));
    }
}
