package com.didstock.pricing;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant says of a pricing batch: a number of it costs {@code round(cost × (1 + markup / 100) + recurring fee)} a
 * month, and {@code round(activation cost + activation fee)} once.
 *
 * @param onDemandVendor id of the vendor that is ordered from; null for an inventoried batch
 * @param freeOfCharge the numbers cost nothing, whatever the fees say
 * @param currency ISO 4217 code
 * @param activationFee added once, not negative
 * @param recurringFee added to each month, not negative
 * @param markupPercent added to the recurring cost; at least -100
 * @param rounding digits after the point, 0 to 5; null: those of the currency
 */
public record BatchTerms(
        String name,
        AppliedTo appliedTo,
        BatchType type,
        @Nullable Integer onDemandVendor,
        boolean freeOfCharge,
        String currency,
        BigDecimal activationFee,
        BigDecimal recurringFee,
        BigDecimal markupPercent,
        @Nullable Integer rounding,
        String description) {

    /** {@return terms that add nothing: where a form begins} */
    public static BatchTerms blank(String currency) {
        return new BatchTerms(
                "",
                AppliedTo.CUSTOMERS,
                BatchType.INVENTORIED,
                null,
                false,
                currency,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                "");
    }

    BatchTerms named(String other) {
        return new BatchTerms(
                other,
                appliedTo,
                type,
                onDemandVendor,
                freeOfCharge,
                currency,
                activationFee,
                recurringFee,
                markupPercent,
                rounding,
                description);
    }

    /** {@return whether numbers of one could not simply go on being priced by the other} */
    boolean isOtherKindThan(BatchTerms other) {
        return appliedTo != other.appliedTo || type != other.type || !currency.equals(other.currency);
    }

    /** {@return whether the recurring price of a number could be another one} */
    boolean pricesOtherwiseThan(BatchTerms other) {
        return freeOfCharge != other.freeOfCharge
                || recurringFee.compareTo(other.recurringFee) != 0
                || markupPercent.compareTo(other.markupPercent) != 0
                || !Objects.equals(rounding, other.rounding)
                || !currency.equals(other.currency);
    }
}
