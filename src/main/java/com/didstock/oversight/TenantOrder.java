package com.didstock.oversight;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** In which order tenants are listed. */
public enum TenantOrder {
    /** As the tree has them: each below its parent, by name. */
    TREE((_, _) -> 0),
    NAME(Comparator.comparing(tenant -> tenant.name().toLowerCase(Locale.ROOT))),
    HELD(Comparator.comparingLong(OverseenTenant::held)),
    IN_USE(Comparator.comparingLong(OverseenTenant::inUse)),
    IDLE(Comparator.comparingLong(OverseenTenant::idle)),
    LIMIT_USED(Comparator.comparingInt(TenantOrder::used)),
    /** By the amounts alone: meant for trees with one currency. */
    COST(Comparator.comparing(tenant -> sum(tenant.monthlyCost()))),
    REVENUE(Comparator.comparing(tenant -> sum(tenant.monthlyRevenue())));

    private final Comparator<OverseenTenant> comparator;

    TenantOrder(Comparator<OverseenTenant> comparator) {
        this.comparator = comparator;
    }

    /** What is equal stays in the order of the tree. */
    Comparator<OverseenTenant> comparator(boolean descending) {
        return descending ? comparator.reversed() : comparator;
    }

    private static int used(OverseenTenant tenant) {
        var used = tenant.limitUsed();
        return used == null ? -1 : used;
    }

    private static BigDecimal sum(Map<String, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
