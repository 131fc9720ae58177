package com.didstock.dashboard;

import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.SearchCondition;
import com.didstock.dashboard.Attention.Cause;
import com.didstock.history.ActivityLog;
import com.didstock.inventory.Choice;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.pricing.PricingBatchRow;
import com.didstock.pricing.PricingBatches;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChildTenantRow;
import com.didstock.tenancy.ChildTenants;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.Right;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** How the stock stands. All of it is read from counts or along an index: nobody waits for it, whatever the stock. */
@Service
public class Dashboard {

    /** So many batches and children are listed. */
    public static final int LONGEST_LIST = 8;

    /** So many weeks are looked back and ahead. */
    public static final int WEEKS = 8;

    private static final int DAYS_AHEAD = 7;

    /** From this part of its limit on, a child is near it. */
    private static final BigDecimal NEAR = new BigDecimal("0.9");

    private final NumberInventory inventory;
    private final PricingBatches batches;
    private final ChildTenants children;
    private final ActivityLog activity;
    private final OwnProfile profile;
    private final Clock clock;

    Dashboard(
            NumberInventory inventory,
            PricingBatches batches,
            ChildTenants children,
            ActivityLog activity,
            OwnProfile profile,
            Clock clock) {
        this.inventory = inventory;
        this.batches = batches;
        this.children = children;
        this.activity = activity;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * {@return how the tenant's stock stands now}
     *
     * @param zone in which a week ahead is reckoned
     */
    public Overview overview(Actor actor, ZoneId zone) {
        var sold = children.list(actor, "");
        return new Overview(
                inventory.tiles(actor),
                sum(sold, row -> row.numbers().monthlyRevenue()),
                sum(sold, row -> row.numbers().monthlyMargin()),
                attention(actor, zone, sold),
                batches(actor),
                sold.stream()
                        .filter(row -> row.numbers().total() > 0)
                        .sorted(Comparator.comparing(row -> -row.numbers().total()))
                        .limit(LONGEST_LIST)
                        .toList(),
                countries(actor),
                activity.flow(actor, zone, WEEKS),
                agingEnds(actor, zone));
    }

    /** For those who may know what things cost. */
    private List<PricingBatchRow> batches(Actor actor) {
        if (!profile.read(actor).rights().contains(Right.SEE_MONEY)) {
            return List.of();
        }
        return batches.list(actor, "").stream()
                .filter(row -> row.numbers().total() > 0)
                .sorted(Comparator.comparing(row -> -row.numbers().total()))
                .limit(LONGEST_LIST)
                .toList();
    }

    private Map<String, Long> countries(Actor actor) {
        var most = new LinkedHashMap<String, Long>();
        inventory.countByCountry(actor).entrySet().stream()
                .limit(LONGEST_LIST)
                .forEach(it -> most.put(it.getKey(), it.getValue()));
        return most;
    }

    private SortedMap<LocalDate, Long> agingEnds(Actor actor, ZoneId zone) {
        var byWeek = new TreeMap<LocalDate, Long>();
        inventory
                .agingEnds(actor, zone, Duration.ofDays(7L * WEEKS))
                .forEach((day, numbers) ->
                        byWeek.merge(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), numbers, Long::sum));
        return byWeek;
    }

    private List<Attention> attention(Actor actor, ZoneId zone, List<ChildTenantRow> sold) {
        var soon = LocalDate.now(clock.withZone(zone)).plusDays(DAYS_AHEAD + 1L);
        var everything = InventoryFilter.EVERYTHING;
        var ends = SearchCondition.Test.of("until", ConditionOperator.BEFORE, soon.toString());
        var found = new ArrayList<Attention>();
        sold.stream().flatMap(Dashboard::attention).forEach(found::add);
        numbers(
                actor,
                Cause.UNPRICED,
                everything.withStatuses(Set.of(DidStatus.FREE)).withPricingBatch(Choice.NONE),
                found);
        numbers(
                actor,
                Cause.RESERVATION_ENDS,
                everything.withStatuses(Set.of(DidStatus.RESERVED)).withCondition(ends),
                found);
        numbers(
                actor,
                Cause.AGING_ENDS,
                everything.withStatuses(Set.of(DidStatus.AGING)).withCondition(ends),
                found);
        return found;
    }

    private void numbers(Actor actor, Cause cause, InventoryFilter filter, List<Attention> found) {
        var numbers = inventory.count(actor, filter);
        if (numbers.value() > 0) {
            found.add(new Attention.Numbers(cause, numbers, filter));
        }
    }

    private static Stream<Attention> attention(ChildTenantRow row) {
        var found = Stream.<Attention>builder();
        var limit = row.child().terms().maxNumbers();
        var held = row.numbers().total();
        if (limit != null
                && limit > 0
                && BigDecimal.valueOf(held).compareTo(NEAR.multiply(BigDecimal.valueOf(limit))) >= 0) {
            found.add(new Attention.NearLimit(row.id(), row.child().name(), held, limit));
        }
        if (row.numbers().soldBelowCost()) {
            found.add(new Attention.SoldBelowCost(row.id(), row.child().name()));
        }
        return found.build();
    }

    private static Map<String, BigDecimal> sum(
            List<ChildTenantRow> rows, Function<ChildTenantRow, Map<String, BigDecimal>> amounts) {
        var sums = new HashMap<String, BigDecimal>();
        rows.forEach(
                row -> amounts.apply(row).forEach((currency, amount) -> sums.merge(currency, amount, BigDecimal::add)));
        return sums;
    }
}
