package com.didstock.bench;

import static com.didstock.bench.GeneratedStock.BIG_RESELLER;
import static com.didstock.bench.GeneratedStock.OPERATOR;
import static com.didstock.bench.GeneratedStock.SMALL_RESELLER;
import static com.didstock.bench.GeneratedStock.actor;
import static com.didstock.conditions.ConditionOperator.CONTAINS;
import static com.didstock.conditions.ConditionOperator.IS;
import static com.didstock.conditions.ConditionOperator.IS_EMPTY;
import static com.didstock.conditions.ConditionOperator.IS_ONE_OF;
import static com.didstock.conditions.ConditionOperator.STARTS_WITH;

import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.SearchCondition;
import com.didstock.conditions.SearchCondition.And;
import com.didstock.conditions.SearchCondition.Not;
import com.didstock.conditions.SearchCondition.Or;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the condition builder's live count costs: it is shown while somebody builds, so it must not be waited for. */
final class ConditionFigures {

    private static final double SHOWN_AT_ONCE = 100;

    private final NumberInventory inventory;
    private final Interleaved measured = new Interleaved();
    private final Map<String, Boolean> names = new LinkedHashMap<>();

    ConditionFigures(BenchmarkPortal portal) {
        inventory = portal.service(NumberInventory.class);
    }

    void measure(Figures figures) throws Exception {
        var american = test("country", IS, "US");
        var german = test("country", IS, "DE");
        var priced = test("pricingBatch", IS, "3");
        var unpriced = test("pricingBatch", IS_EMPTY);
        var sold = test("heldBy", IS, Integer.toString(BIG_RESELLER));
        indexed("number starts with 1800", OPERATOR, test("number", STARTS_WITH, "1800"));
        indexed("country, a small one", OPERATOR, german);
        indexed("country, six tenths of the stock", OPERATOR, american);
        indexed("pricing batch", OPERATOR, priced);
        indexed("no pricing batch", OPERATOR, unpriced);
        indexed("held by", OPERATOR, sold);
        indexed("country and batch", OPERATOR, new And(List.of(german, priced)));
        indexed("batch and not country", OPERATOR, new And(List.of(priced, new Not(american))));
        indexed("one country or another", OPERATOR, new Or(List.of(german, test("country", IS, "FR"))));
        indexed("one of three countries", OPERATOR, test("country", IS_ONE_OF, "DE", "FR", "GB"));
        indexed("in use, of a reseller", BIG_RESELLER, test("inUse", IS, "true"));
        indexed("country, of a small reseller", SMALL_RESELLER, american);
        walked("group", OPERATOR, test("group", IS, "2"));
        walked("description, found nowhere", OPERATOR, test("description", CONTAINS, "nowhere"));
        walked("country or description", OPERATOR, new Or(List.of(german, test("description", CONTAINS, "nowhere"))));
        measured.run(5, 15);
        names.forEach((name, indexed) -> report(figures, name, indexed));
    }

    private void report(Figures figures, String name, boolean indexed) {
        if (indexed) {
            figures.within(name, measured.millis(name), SHOWN_AT_ONCE);
        } else {
            figures.note(name, "", measured.millis(name));
        }
    }

    private void indexed(String name, int tenant, SearchCondition condition) {
        count("live count: " + name, tenant, condition, true);
    }

    /** No index knows it: all that the tenant holds is looked at, until there are enough. */
    private void walked(String name, int tenant, SearchCondition condition) {
        count("live count, by walking: " + name, tenant, condition, false);
    }

    private void count(String name, int tenant, SearchCondition condition, boolean indexed) {
        names.put(name, indexed);
        var filter = InventoryFilter.EVERYTHING.withCondition(condition);
        measured.add(name, () -> inventory.count(actor(tenant), filter));
    }

    private static SearchCondition test(String field, ConditionOperator operator, String... values) {
        return SearchCondition.Test.of(field, operator, values);
    }
}
