package com.didstock.pricing;

import com.didstock.tenancy.RefusedException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What terms must be like, before the database is asked. The schema says the same once more. */
final class BatchRules {

    static final int LONGEST_NAME = 120;
    static final int LONGEST_DESCRIPTION = 500;
    private static final int MOST_ROUNDING = 5;
    private static final int FEE_SCALE = 5;
    private static final int MARKUP_SCALE = 4;
    private static final BigDecimal MOST_FEE = new BigDecimal("999999999");
    private static final BigDecimal MOST_MARKUP = new BigDecimal("99999");
    private static final BigDecimal LEAST_MARKUP = new BigDecimal("-100");

    private BatchRules() {}

    /**
     * {@return the terms with spaces trimmed and the rounding filled in}
     *
     * @throws RefusedException naming the first field that won't do
     */
    static BatchTerms checked(BatchTerms terms) {
        var name = terms.name().strip();
        refuse(name.isEmpty(), BatchRefusal.NAME_MISSING);
        refuse(name.length() > LONGEST_NAME, BatchRefusal.NAME_TOO_LONG, LONGEST_NAME);
        var description = terms.description().strip();
        refuse(description.length() > LONGEST_DESCRIPTION, BatchRefusal.DESCRIPTION_TOO_LONG, LONGEST_DESCRIPTION);
        var currency = currency(terms.currency());
        refuse(terms.activationFee().signum() < 0, BatchRefusal.ACTIVATION_FEE_NEGATIVE);
        refuse(terms.recurringFee().signum() < 0, BatchRefusal.RECURRING_FEE_NEGATIVE);
        refuse(exceeds(terms.activationFee(), MOST_FEE, FEE_SCALE), BatchRefusal.ACTIVATION_FEE_OUT_OF_RANGE);
        refuse(exceeds(terms.recurringFee(), MOST_FEE, FEE_SCALE), BatchRefusal.RECURRING_FEE_OUT_OF_RANGE);
        refuse(terms.markupPercent().compareTo(LEAST_MARKUP) < 0, BatchRefusal.MARKUP_TOO_LOW, LEAST_MARKUP);
        refuse(exceeds(terms.markupPercent(), MOST_MARKUP, MARKUP_SCALE), BatchRefusal.MARKUP_OUT_OF_RANGE);
        int rounding = Objects.requireNonNullElseGet(
                terms.rounding(), () -> Math.clamp(currency.getDefaultFractionDigits(), 0, MOST_ROUNDING));
        refuse(rounding < 0 || rounding > MOST_ROUNDING, BatchRefusal.ROUNDING_OUT_OF_RANGE);
        refuse(terms.freeOfCharge() && terms.appliedTo() != AppliedTo.CUSTOMERS, BatchRefusal.FREE_ONLY_FOR_CUSTOMERS);
        var onDemand = terms.type() == BatchType.ON_DEMAND;
        refuse(onDemand && terms.onDemandVendor() == null, BatchRefusal.VENDOR_MISSING);
        refuse(!onDemand && terms.onDemandVendor() != null, BatchRefusal.VENDOR_ONLY_FOR_ON_DEMAND);
        return new BatchTerms(
                name,
                terms.appliedTo(),
                terms.type(),
                terms.onDemandVendor(),
                terms.freeOfCharge(),
                currency.getCurrencyCode(),
                terms.activationFee(),
                terms.recurringFee(),
                terms.markupPercent(),
                rounding,
                description);
    }

    private static Currency currency(@Nullable String code) {
        try {
            return Currency.getInstance(String.valueOf(code).strip());
        } catch (IllegalArgumentException unknown) {
            throw new RefusedException(BatchRefusal.CURRENCY_UNKNOWN);
        }
    }

    private static boolean exceeds(BigDecimal value, BigDecimal most, int scale) {
        return value.compareTo(most) > 0 || value.stripTrailingZeros().scale() > scale;
    }

    static void refuse(boolean wrong, BatchRefusal reason, Object... arguments) {
        if (wrong) {
            throw new RefusedException(reason, arguments);
        }
    }
}
