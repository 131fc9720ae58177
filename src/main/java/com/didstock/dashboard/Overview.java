package com.didstock.dashboard;

import com.didstock.inventory.StockTiles;
import com.didstock.pricing.PricingBatchRow;
import com.didstock.tenancy.ChildTenantRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * How a tenant's stock stands at this moment. Amounts are per month, by currency; they are empty for a user who may not
 * see money.
 *
 * @param monthlyRevenue what the numbers given out earn
 * @param monthlyMargin what is left of that after the cost of these numbers; not of those that lie idle
 * @param attention what wants to be looked at, the most pressing first
 * @param batches the pricing batches that hold most numbers, at most {@link Dashboard#LONGEST_LIST}
 * @param children the children that hold most numbers, at most {@link Dashboard#LONGEST_LIST}
 */
public record Overview(
        StockTiles stock,
        Map<String, BigDecimal> monthlyRevenue,
        Map<String, BigDecimal> monthlyMargin,
        List<Attention> attention,
        List<PricingBatchRow> batches,
        List<ChildTenantRow> children) {

    public Overview {
        monthlyRevenue = Map.copyOf(monthlyRevenue);
        monthlyMargin = Map.copyOf(monthlyMargin);
        attention = List.copyOf(attention);
        batches = List.copyOf(batches);
        children = List.copyOf(children);
    }
}
