package com.didstock.bench;

import static com.didstock.bench.GeneratedStock.BIG_RESELLER;
import static com.didstock.bench.GeneratedStock.OPERATOR;
import static com.didstock.bench.GeneratedStock.SMALL_RESELLER;
import static com.didstock.bench.GeneratedStock.actor;
import static com.didstock.db.didstock.Tables.DID_HOLDING;

import com.didstock.dashboard.Dashboard;
import com.didstock.inventory.Choice;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.PageRequest;
import com.didstock.tenancy.TenantTransaction;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jooq.impl.DSL;

/**
 * What the list of numbers costs. The floor: 50 scattered rows of the operator by primary key, in a transaction of the
 * same kind.
 */
final class PageFigures {

    private static final int WARM_UPS = Integer.getInteger("benchmark.warm-ups", 60);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 60);

    private static final String FLOOR = "floor: 50 scattered rows by primary key";
    private static final String SEARCH_PAGE = "contains search, page: ";
    private static final String SEARCH_COUNT = "contains search, exact count: ";

    private final NumberInventory inventory;
    private final Dashboard dashboard;
    private final TenantTransaction transactions;
    private final List<String> numbers;
    private final String middle;
    private final Interleaved measured = new Interleaved();

    PageFigures(BenchmarkPortal portal, int stock) throws SQLException {
        inventory = portal.service(NumberInventory.class);
        dashboard = portal.service(Dashboard.class);
        transactions = portal.service(TenantTransaction.class);
        try (var owner = portal.owner()) {
            numbers = GeneratedStock.strings(owner, """
                    select number from did_holding where operator_id = 1 and tenant_id = 1
                    order by hashtext(number) limit 20000
                    """);
            middle = GeneratedStock.strings(
                            owner,
                            "select number from did_holding where operator_id = 1 and tenant_id = 1 order by number limit 1 offset "
                                    + stock / 2)
                    .getFirst();
        }
    }

    void measure(Figures figures) throws Exception {
        var random = new Random(7);
        measured.add(FLOOR, () -> {
            var wanted =
                    random.ints(50, 0, numbers.size()).mapToObj(numbers::get).toArray(String[]::new);
            transactions.read(
                    actor(OPERATOR),
                    context -> context.sql()
                            .selectFrom(DID_HOLDING)
                            .where(context.ownsHolding())
                            .and(DID_HOLDING.NUMBER.eq(DSL.any(wanted)))
                            .fetch());
        });
        var everything = InventoryFilter.EVERYTHING;
        page("first page, operator", OPERATOR, everything);
        page("first page, reseller with a tenth of it", BIG_RESELLER, everything);
        page("first page, small sub-reseller", SMALL_RESELLER, everything);
        page("starts with 1800, page", OPERATOR, everything.withText("1800"));
        var half = PageRequest.FIRST.at(new PageRequest.Position("", middle), false);
        measured.add("next page from the middle of the stock", () -> inventory.page(actor(OPERATOR), everything, half));
        page("in no pricing batch, page", OPERATOR, everything.withPricingBatch(Choice.NONE));
        page("in one pricing batch, page", OPERATOR, everything.withPricingBatch(Choice.of(3)));
        search("operator, hit", OPERATOR, "%8647");
        search("operator, miss", OPERATOR, "%99999999");
        search("operator, 1800%VOIP", OPERATOR, "1800%VOIP");
        search("reseller, hit", BIG_RESELLER, "%8647");
        measured.add("tiles", () -> inventory.tiles(actor(OPERATOR)));
        measured.add("dashboard", () -> dashboard.overview(actor(OPERATOR), ZoneOffset.UTC));
        measured.add("count of everything", () -> inventory.count(actor(OPERATOR), everything));
        var free = everything.withStatuses(Set.of(DidStatus.FREE));
        measured.add("count of the free, stops at 10,000", () -> inventory.count(actor(OPERATOR), free));
        measured.add("countries to filter by", () -> inventory.countries(actor(OPERATOR)));
        measured.run(WARM_UPS, ROUNDS);
        report(figures);
    }

    private void page(String name, int tenant, InventoryFilter filter) {
        measured.add(name, () -> inventory.page(actor(tenant), filter, PageRequest.FIRST));
    }

    private void search(String name, int tenant, String text) {
        var filter = InventoryFilter.EVERYTHING.withText(text);
        page(SEARCH_PAGE + name, tenant, filter);
        measured.add(SEARCH_COUNT + name, () -> inventory.count(actor(tenant), filter));
    }

    private void report(Figures figures) {
        figures.note(FLOOR, "1x", measured.millis(FLOOR));
        for (var name : List.of(
                "first page, operator",
                "first page, reseller with a tenth of it",
                "first page, small sub-reseller",
                "starts with 1800, page")) {
            limit(figures, name, 1.5);
        }
        limit(figures, "next page from the middle of the stock", 3);
        for (var search : List.of("operator, hit", "operator, miss", "operator, 1800%VOIP", "reseller, hit")) {
            limit(figures, SEARCH_PAGE + search, 10);
            limit(figures, SEARCH_COUNT + search, 10);
        }
        for (var name : List.of(
                "in no pricing batch, page",
                "in one pricing batch, page",
                "tiles",
                "dashboard",
                "count of everything",
                "count of the free, stops at 10,000",
                "countries to filter by")) {
            figures.note(name, Figures.times(measured.ratio(name, FLOOR)), measured.millis(name));
        }
        added(figures, "first page, operator");
        added(figures, SEARCH_PAGE + "operator, hit");
        added(figures, "tiles");
    }

    private void limit(Figures figures, String name, double times) {
        figures.atMost(name, measured.ratio(name, FLOOR), measured.millis(name), times);
    }

    /** What the portal's own code takes beside its statements. */
    private void added(Figures figures, String name) {
        var sql = measured.sqlMillis(name);
        var own = measured.millis(name) - sql;
        figures.add(
                "added by the service: " + name + " (" + measured.roundTrips(name) + " round trips)",
                Figures.times(own / sql),
                Figures.millis(own),
                "≤ 1x + 3 ms",
                own <= sql + 3);
    }
}
