package com.didstock.api;

import com.didstock.inventory.DidRow;
import com.didstock.inventory.Named;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A number as its holder sees it. Amounts are decimal strings, null for a user who may not see money. */
@Schema(name = "Did")
record DidItem(
        @Schema(description = "E.164 digits without plus, or an internal number.", example = "18005550100")
        String number,

        @Nullable String country,
        @Nullable String area,
        String numberType,
        String numberClass,

        @Schema(description = "Name of the DID group.") @Nullable
        String group,

        @Schema(description = "Name of the pricing batch it lies in or, given out, is priced by.") @Nullable
        String pricingBatch,

        @Schema(description = "Name of the batch it lay in before it was given out.") @Nullable
        String homeBatch,

        @Schema(description = "Name of the vendor batch; told at the top of the chain only.") @Nullable
        String vendorBatch,

        @Nullable String supplyLabel,

        @Schema(description = "Name of the reseller or customer it is with.") @Nullable
        String heldBy,

        @Schema(example = "FREE") String status,

        @Schema(description = "When AGING or RESERVED ends.") @Nullable
        Instant until,

        @Schema(description = "When it last became free after use.") @Nullable
        Instant releasedAt,

        Instant heldSince,

        @Schema(description = "What the holder paid once, in currency.", example = "1.20") @Nullable
        String activationCost,

        @Schema(description = "What the holder pays a month, in currency.", example = "2.50") @Nullable
        String recurringCost,

        @Schema(example = "EUR") String currency,
        @Nullable String activationRevenue,

        @Schema(description = "What the holder earns a month, in revenueCurrency: fixed or, unless given out, offered.")
        @Nullable
        String recurringRevenue,

        @Nullable String revenueCurrency,

        @Schema(description = "Whether the revenue is earned, not merely offered.")
        boolean revenueFixed,

        boolean freeOfCharge,
        String description,

        @Schema(description = "Changes with every change; also the ETag of the single number.")
        int version) {

    static DidItem of(DidRow row) {
        return new DidItem(
                row.number(),
                row.country(),
                row.area(),
                row.numberType(),
                row.numberClass(),
                name(row.group()),
                name(row.pricingBatch()),
                name(row.homeBatch()),
                name(row.vendorBatch()),
                row.supplyLabel(),
                name(row.child()),
                row.status().name(),
                row.until(),
                row.releasedAt(),
                row.heldSince(),
                Amounts.text(row.activationCost(), row.currency()),
                Amounts.text(row.recurringCost(), row.currency()),
                row.currency(),
                Amounts.text(row.activationRevenue(), row.revenueCurrency()),
                Amounts.text(row.recurringRevenue(), row.revenueCurrency()),
                row.revenueCurrency(),
                row.revenueFixed(),
                row.freeOfCharge(),
                row.description(),
                row.version());
    }

    private static @Nullable String name(@Nullable Named named) {
        return named == null ? null : named.name();
    }
}
