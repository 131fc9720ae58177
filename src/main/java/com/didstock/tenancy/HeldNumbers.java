package com.didstock.tenancy;

import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.HOLDING_COUNT;
import static com.didstock.db.didstock.Tables.HOLDING_COUNT_DELTA;

import com.didstock.db.didstock.enums.HoldingState;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jooq.impl.DSL;

/**
 * How many numbers hang on one batch, group, child or vendor batch, and what they cost and earn. Read from the counts:
 * it takes the same time for ten numbers and for ten million. Internal numbers are not counted.
 *
 * @param free available, those included whose reservation or quarantine has ended
 * @param given with a child and not in use
 * @param inUse used by an account
 * @param other frozen, reserved, aging or pending
 * @param frozen those of the others that are kept for later
 * @param monthlyCost what all of them cost the tenant a month, by currency
 * @param monthlyRevenue what those given out earn the tenant a month, by currency
 */
public record HeldNumbers(
        long free,
        long given,
        long inUse,
        long other,
        long frozen,
        Map<String, BigDecimal> monthlyCost,
        Map<String, BigDecimal> monthlyRevenue) {

    public static final HeldNumbers NOTHING = new HeldNumbers(0, 0, 0, 0, 0, Map.of(), Map.of());

    public HeldNumbers {
        monthlyCost = Map.copyOf(monthlyCost);
        monthlyRevenue = Map.copyOf(monthlyRevenue);
    }

    public long total() {
        return free + given + inUse + other;
    }

    /** {@return what is left of the revenue a month after the cost, by currency; what was bought in another one is negative} */
    public Map<String, BigDecimal> monthlyMargin() {
        var margin = new HashMap<>(monthlyRevenue);
        monthlyCost.forEach((currency, cost) -> margin.merge(currency, cost.negate(), BigDecimal::add));
        return margin;
    }

    /** {@return whether they earn less than they cost, as far as both are in one currency} */
    public boolean soldBelowCost() {
        return monthlyRevenue.entrySet().stream()
                .anyMatch(earned ->
                        earned.getValue().compareTo(monthlyCost.getOrDefault(earned.getKey(), BigDecimal.ZERO)) < 0);
    }

    /** What numbers are counted by. */
    public enum By {
        PRICING_BATCH("pricing_batch_id"),
        GROUP("group_id"),
        CHILD("child_id"),
        VENDOR_BATCH("vendor_batch_id");

        private final String column;

        By(String column) {
            this.column = column;
        }
    }

    /**
     * {@return the acting tenant's numbers by what they hang on; what has none is not in it. Without money for a user who
     * may not see it.}
     */
    public static Map<Integer, HeldNumbers> count(TenantContext context, By by) {
        var tallies = new HashMap<Integer, Tally>();
        addCounted(context, by, tallies);
        if (by != By.CHILD) {
            moveLapsed(context, by, tallies);
        }
        var money = context.rights().contains(Right.SEE_MONEY);
        var held = new HashMap<Integer, HeldNumbers>();
        tallies.forEach((id, tally) -> held.put(id, tally.sum(money)));
        return held;
    }

    private static void addCounted(TenantContext context, By by, Map<Integer, Tally> tallies) {
        var c = HOLDING_COUNT;
        var d = HOLDING_COUNT_DELTA;
        var key = DSL.name(by.column);
        var counted = context.sql()
                .select(
                        c.field(key, Integer.class).as("id"),
                        c.STATUS,
                        c.CURRENCY,
                        c.REVENUE_CURRENCY,
                        c.NUMBERS,
                        c.RECURRING_COST,
                        c.RECURRING_REVENUE)
                .from(c)
                .where(context.owns(c.OPERATOR_ID, c.TENANT_ID))
                .and(c.INTERNAL.isFalse())
                .unionAll(context.sql()
                        .select(
                                d.field(key, Integer.class),
                                d.STATUS,
                                d.CURRENCY,
                                d.REVENUE_CURRENCY,
                                d.NUMBERS,
                                d.RECURRING_COST,
                                d.RECURRING_REVENUE)
                        .from(d)
                        .where(context.owns(d.OPERATOR_ID, d.TENANT_ID))
                        .and(d.INTERNAL.isFalse()))
                .asTable("counted");
        var id = counted.field("id", Integer.class);
        for (var row : context.sql()
                .select(
                        id,
                        counted.field(c.STATUS),
                        counted.field(c.CURRENCY),
                        counted.field(c.REVENUE_CURRENCY),
                        DSL.sum(counted.field(c.NUMBERS)),
                        DSL.sum(counted.field(c.RECURRING_COST)),
                        DSL.sum(counted.field(c.RECURRING_REVENUE)))
                .from(counted)
                .where(id.ne(0))
                .groupBy(DSL.inline(1), DSL.inline(2), DSL.inline(3), DSL.inline(4))
                .fetch()) {
            var tally = tallies.computeIfAbsent(row.value1(), _ -> new Tally());
            tally.add(row.value2(), row.value5().longValue());
            tally.cost.merge(row.value3(), row.value6(), BigDecimal::add);
            if (!row.value4().isBlank()) {
                tally.revenue.merge(row.value4().strip(), row.value7(), BigDecimal::add);
            }
        }
    }

    /** Counts are by stored state; what ended by itself since is free. */
    private static void moveLapsed(TenantContext context, By by, Map<Integer, Tally> tallies) {
        var h = DID_HOLDING;
        var id = h.field(DSL.name(by.column), Integer.class);
        context.sql()
                .select(id, DSL.count())
                .from(h)
                .where(context.ownsHolding())
                .and(h.UNTIL.isNotNull())
                .and(h.UNTIL.le(context.now().atOffset(ZoneOffset.UTC)))
                .and(h.STATE.in(HoldingState.AGING, HoldingState.RESERVED))
                .and(h.NUMBER_TYPE.ne("INTERNAL"))
                .and(id.isNotNull())
                .groupBy(id)
                .forEach(row -> {
                    var tally = tallies.computeIfAbsent(row.value1(), _ -> new Tally());
                    tally.other -= row.value2();
                    tally.free += row.value2();
                });
    }

    private static final class Tally {

        private long free;
        private long given;
        private long inUse;
        private long other;
        private long frozen;
        private final Map<String, BigDecimal> cost = new HashMap<>();
        private final Map<String, BigDecimal> revenue = new HashMap<>();

        private void add(String status, long numbers) {
            switch (status) {
                case "FREE" -> free += numbers;
                case "GIVEN" -> given += numbers;
                case "IN_USE" -> inUse += numbers;
                case "FROZEN" -> {
                    other += numbers;
                    frozen += numbers;
                }
                default -> other += numbers;
            }
        }

        private HeldNumbers sum(boolean money) {
            cost.values().removeIf(amount -> amount.signum() == 0);
            revenue.values().removeIf(amount -> amount.signum() == 0);
            return new HeldNumbers(
                    free, given, inUse, other, frozen, money ? cost : Map.of(), money ? revenue : Map.of());
        }
    }
}
