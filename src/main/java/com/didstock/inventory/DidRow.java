package com.didstock.inventory;

import com.didstock.tenancy.TenantKind;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A number as its holder's list shows it. Amounts are null for a user who may not see money.
 *
 * @param number E.164 digits without plus, or an internal number
 * @param version changes with every change; what an edit was based on
 * @param until when AGING or RESERVED ends, or PENDING is expected to
 * @param releasedAt when it last became free after use; null if it never was in use
 * @param child with whom it is
 * @param childKind whether that is a reseller or a customer
 * @param pricingBatch the batch it lies in, or, given out, that prices it
 * @param homeBatch the batch it lay in before it was given out
 * @param vendorBatch only at the top of the chain
 * @param vendor whose batch that is
 * @param recurringCost what the holder pays a month, in {@code currency}
 * @param recurringRevenue what the holder earns a month, in {@code revenueCurrency}: fixed for a number given out,
 *     otherwise the price its batch offers
 * @param revenueFixed whether the revenue is earned, not merely offered
 */
public record DidRow(
        String number,
        int version,
        DidStatus status,
        @Nullable Instant until,
        @Nullable Instant releasedAt,
        Instant heldSince,
        @Nullable String country,
        @Nullable String area,
        String numberType,
        String numberClass,
        @Nullable Named group,
        @Nullable Named child,
        @Nullable TenantKind childKind,
        @Nullable Named pricingBatch,
        @Nullable Named homeBatch,
        @Nullable Named vendorBatch,
        @Nullable Named vendor,
        @Nullable String supplyLabel,
        @Nullable BigDecimal activationCost,
        @Nullable BigDecimal recurringCost,
        String currency,
        @Nullable BigDecimal activationRevenue,
        @Nullable BigDecimal recurringRevenue,
        @Nullable String revenueCurrency,
        boolean revenueFixed,
        boolean freeOfCharge,
        String description) {

    /** {@return revenue less cost a month; null if either is unknown or they are in different currencies} */
    public @Nullable BigDecimal margin() {
        return recurringCost == null || recurringRevenue == null || !currency.equals(revenueCurrency)
                ? null
                : recurringRevenue.subtract(recurringCost);
    }
}
