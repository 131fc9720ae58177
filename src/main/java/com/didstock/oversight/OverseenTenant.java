package com.didstock.oversight;

import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One tenant of the operator's tree.
 *
 * @param level how far below the operator; a direct child is on level 1
 * @param parents names of the tenants between the operator and this one, from the top
 * @param held how many numbers it holds; internal ones are not counted
 * @param inUse how many of them an account uses
 * @param maxNumbers most numbers it may hold; null: no limit
 * @param monthlyCost what the numbers with it cost the operator a month, by currency; empty below the direct children
 * @param monthlyRevenue what it pays the operator a month, by currency; empty below the direct children, whose prices are
 *     their parents' alone
 * @param viewableUntil until when it lets the operator view as it; null: it does not
 */
public record OverseenTenant(
        int id,
        int parentId,
        int level,
        String name,
        List<String> parents,
        TenantKind kind,
        TenantStatus status,
        long held,
        long inUse,
        @Nullable Integer maxNumbers,
        Map<String, BigDecimal> monthlyCost,
        Map<String, BigDecimal> monthlyRevenue,
        @Nullable Instant viewableUntil) {

    public OverseenTenant {
        parents = List.copyOf(parents);
        monthlyCost = Map.copyOf(monthlyCost);
        monthlyRevenue = Map.copyOf(monthlyRevenue);
    }

    /** {@return how many of its numbers nobody uses, nor anybody below} */
    public long idle() {
        return held - inUse;
    }

    /** {@return how much of its limit is used, in hundredths; null: no limit} */
    public @Nullable Integer limitUsed() {
        if (maxNumbers == null) {
            return null;
        }
        return maxNumbers == 0 ? 100 : (int) Math.min(999, held * 100 / maxNumbers);
    }
}
