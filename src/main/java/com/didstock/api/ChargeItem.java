package com.didstock.api;

import com.didstock.charges.ChargeLine;
import com.didstock.charges.Counterparty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One charge, as a client reads it. */
@Schema(name = "Charge")
record ChargeItem(
        String number,

        @Schema(description = "PAID or EARNED.") String direction,

        @Schema(description = "VENDORS, PROVIDER (the tenant above you), or CHILD.")
        String counterparty,

        @Schema(description = "The child's name; null for others.") @Nullable
        String child,

        @Schema(description = "Yours, by which it was priced; null for what you pay.") @Nullable
        String pricingBatch,

        @Schema(description = "ACTIVATION, RECURRING or CREDIT.")
        String kind,

        @Schema(description = "How many days a recurring charge is for; otherwise 0.")
        int days,

        @Schema(description = "Below zero for a credit.", example = "1.50")
        String amount,

        String currency) {

    static ChargeItem of(ChargeLine line) {
        return new ChargeItem(
                line.number(),
                side(line.earned()),
                kindOf(line.counterparty()),
                nameOf(line.counterparty()),
                line.batch(),
                line.kind().name(),
                line.days(),
                String.valueOf(Amounts.text(line.amount(), line.currency())),
                line.currency());
    }

    /** {@return PAID or EARNED} */
    static String side(boolean earned) {
        return earned ? "EARNED" : "PAID";
    }

    static String kindOf(Counterparty counterparty) {
        return switch (counterparty) {
            case Counterparty.Vendors _ -> "VENDORS";
            case Counterparty.Above _ -> "PROVIDER";
            case Counterparty.Child _ -> "CHILD";
        };
    }

    static @Nullable String nameOf(Counterparty counterparty) {
        return counterparty instanceof Counterparty.Child child ? child.name() : null;
    }
}
