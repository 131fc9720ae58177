package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.HOLDING_COUNT;
import static com.didstock.db.didstock.Tables.HOLDING_COUNT_DELTA;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import com.didstock.db.didstock.enums.HoldingState;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the tiles: counted stock plus the changes not yet folded in, with what lapsed since moved to free.
 * Costs the same for ten numbers and for ten million.
 */
final class StockCounts {

    private static final Set<DidStatus> IDLE =
            Set.of(DidStatus.FREE, DidStatus.FROZEN, DidStatus.RESERVED, DidStatus.AGING);

    /** Counting more than so many would be waited for. */
    private static final long MOST_COUNTED = 2_000_000;

    private StockCounts() {}

    static StockTiles tiles(TenantContext context) {
        var byStatus = new EnumMap<DidStatus, Long>(DidStatus.class);
        for (var status : DidStatus.values()) {
            byStatus.put(status, 0L);
        }
        var idleCost = new HashMap<String, BigDecimal>();
        var monthlyCost = new HashMap<String, BigDecimal>();
        long withoutBatch = 0;
        long freeWithoutBatch = 0;
        var counted = counted(context);
        for (var row : context.sql()
                .select(
                        counted.field(HOLDING_COUNT.STATUS),
                        counted.field(HOLDING_COUNT.CURRENCY),
                        counted.field("unpriced", Boolean.class),
                        sum(counted.field(HOLDING_COUNT.NUMBERS)).as("numbers"),
                        sum(counted.field(HOLDING_COUNT.RECURRING_COST)).as("cost"))
                .from(counted)
                .groupBy(DSL.inline(1), DSL.inline(2), DSL.inline(3))
                .fetch()) {
            var status = DidStatus.valueOf(row.get(0, String.class));
            var unpriced = row.get(2, Boolean.class);
            long numbers = row.get("numbers", Long.class);
            byStatus.merge(status, numbers, Long::sum);
            if (unpriced) {
                withoutBatch += numbers;
                freeWithoutBatch += status == DidStatus.FREE ? numbers : 0;
            }
            var currency = row.get(1, String.class);
            var cost = row.get("cost", BigDecimal.class);
            monthlyCost.merge(currency, cost, BigDecimal::add);
            if (IDLE.contains(status)) {
                idleCost.merge(currency, cost, BigDecimal::add);
            }
        }
        freeWithoutBatch += addLapsed(context, byStatus);
        idleCost.values().removeIf(cost -> cost.signum() == 0);
        monthlyCost.values().removeIf(cost -> cost.signum() == 0);
        var seesMoney = context.rights().contains(Right.SEE_MONEY);
        return new StockTiles(
                byStatus.values().stream().mapToLong(Long::longValue).sum(),
                byStatus,
                withoutBatch,
                freeWithoutBatch,
                nextAgingEnd(context),
                seesMoney ? idleCost : Map.of(),
                seesMoney ? monthlyCost : Map.of());
    }

    /** {@return how many numbers the tenant holds; what lapsed is among them either way} */
    static long total(TenantContext context) {
        var counted = counted(context);
        return context.sql()
                .select(DSL.coalesce(sum(counted.field(HOLDING_COUNT.NUMBERS)), BigDecimal.ZERO))
                .from(counted)
                .fetchSingle()
                .value1()
                .longValueExact();
    }

    private static Table<?> counted(TenantContext context) {
        var c = HOLDING_COUNT;
        var d = HOLDING_COUNT_DELTA;
        return context.sql()
                .select(c.STATUS, c.CURRENCY, c.PRICING_BATCH_ID.eq(0).as("unpriced"), c.NUMBERS, c.RECURRING_COST)
                .from(c)
                .where(context.owns(c.OPERATOR_ID, c.TENANT_ID))
                .and(c.INTERNAL.isFalse())
                .unionAll(context.sql()
                        .select(d.STATUS, d.CURRENCY, d.PRICING_BATCH_ID.eq(0), d.NUMBERS, d.RECURRING_COST)
                        .from(d)
                        .where(context.owns(d.OPERATOR_ID, d.TENANT_ID))
                        .and(d.INTERNAL.isFalse()))
                .asTable("counted");
    }

    /** Counts are by stored state; what ended by itself since is free. {@return how many of these are in no batch} */
    private static long addLapsed(TenantContext context, Map<DidStatus, Long> byStatus) {
        var h = DID_HOLDING;
        long unpriced = 0;
        for (var row : context.sql()
                .select(h.STATE, h.PRICING_BATCH_ID.isNull(), count())
                .from(h)
                .where(context.ownsHolding())
                .and(h.UNTIL.isNotNull())
                .and(h.UNTIL.le(HoldingConditions.at(context.now())))
                .and(h.STATE.in(HoldingState.AGING, HoldingState.RESERVED))
                .and(h.NUMBER_TYPE.ne("INTERNAL"))
                .groupBy(DSL.inline(1), DSL.inline(2))
                .fetch()) {
            var lapsed = row.value1() == HoldingState.AGING ? DidStatus.AGING : DidStatus.RESERVED;
            long numbers = row.value3();
            byStatus.merge(lapsed, -numbers, Long::sum);
            byStatus.merge(DidStatus.FREE, numbers, Long::sum);
            unpriced += row.value2() ? numbers : 0;
        }
        return unpriced;
    }

    /** {@return by ISO 3166-1 code, the most frequent first; empty where there is too much to count at once} */
    static Map<String, Long> byCountry(TenantContext context) {
        if (total(context) > MOST_COUNTED) {
            return Map.of();
        }
        var h = DID_HOLDING;
        var numbers = DSL.count().as("numbers");
        var byCountry = new LinkedHashMap<String, Long>();
        context.sql()
                .select(h.COUNTRY, numbers)
                .from(h)
                .where(context.ownsHolding())
                .and(h.COUNTRY.isNotNull())
                .groupBy(h.COUNTRY)
                .orderBy(numbers.desc(), h.COUNTRY)
                .forEach(row -> byCountry.put(row.value1(), row.value2().longValue()));
        return byCountry;
    }

    /** {@return how many quarantines end on which day, by day} */
    static SortedMap<LocalDate, Long> agingEnds(TenantContext context, ZoneId zone, Duration ahead) {
        var h = DID_HOLDING;
        var day = DSL.field("({0} at time zone {1})::date", LocalDate.class, h.UNTIL, DSL.val(zone.getId()));
        var ends = new TreeMap<LocalDate, Long>();
        context.sql()
                .select(day, DSL.count())
                .from(h)
                .where(context.ownsHolding())
                .and(h.UNTIL.isNotNull())
                .and(h.UNTIL.gt(HoldingConditions.at(context.now())))
                .and(h.UNTIL.le(HoldingConditions.at(context.now().plus(ahead))))
                .and(h.STATE.eq(HoldingState.AGING))
                .groupBy(DSL.inline(1))
                .forEach(row -> ends.put(row.value1(), row.value2().longValue()));
        return ends;
    }

    private static @Nullable Instant nextAgingEnd(TenantContext context) {
        var h = DID_HOLDING;
        var next = context.sql()
                .select(h.UNTIL)
                .from(h)
                .where(context.ownsHolding())
                .and(h.UNTIL.isNotNull())
                .and(h.UNTIL.gt(HoldingConditions.at(context.now())))
                .and(h.STATE.eq(HoldingState.AGING))
                .orderBy(h.UNTIL)
                .limit(1)
                .fetchOne(h.UNTIL);
        return next == null ? null : next.toInstant();
    }
}
