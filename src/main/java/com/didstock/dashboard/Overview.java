package com.didstock.dashboard;

import com.didstock.history.Flow;
import com.didstock.inventory.StockTiles;
import com.didstock.pricing.PricingBatchRow;
import com.didstock.tenancy.ChildTenantRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a tenant's stock stands at this moment. Amounts are per month, by currency; they are empty for a user who may not
 * see money.
 *
 * @param monthlyRevenue what the numbers given out earn
 * @param monthlyMargin what is left of that after the cost of these numbers; not of those that lie idle
 * @param attention what wants to be looked at, the most pressing first
 * @param batches the pricing batches that hold most numbers, at most {@link Dashboard#LONGEST_LIST}; none for a user who may not
 *     see money
 * @param countries the countries of most numbers by ISO 3166-1 code, at most {@link Dashboard#LONGEST_LIST}, the most
 *     frequent first
 * @param flow what came and went, by week, for the last {@link Dashboard#WEEKS} of them
 * @param agingEnds how many quarantines end in the weeks ahead, by the Monday of the week
 * @param children the children that hold most numbers, at most {@link Dashboard#LONGEST_LIST}
 */
public record Overview(
        StockTiles stock,
        Map<String, BigDecimal> monthlyRevenue,
        Map<String, BigDecimal> monthlyMargin,
        List<Attention> attention,
        List<PricingBatchRow> batches,
        List<ChildTenantRow> children,
        Map<String, Long> countries,
        List<Flow> flow,
        SortedMap<LocalDate, Long> agingEnds) {

    public Overview {
        monthlyRevenue = Map.copyOf(monthlyRevenue);
        monthlyMargin = Map.copyOf(monthlyMargin);
        attention = List.copyOf(attention);
        batches = List.copyOf(batches);
        children = List.copyOf(children);
        countries = Collections.unmodifiableMap(new LinkedHashMap<>(countries));
        flow = List.copyOf(flow);
        agingEnds = Collections.unmodifiableSortedMap(new TreeMap<>(agingEnds));
    }
}
