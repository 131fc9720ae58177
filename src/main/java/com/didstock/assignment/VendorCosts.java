package com.didstock.assignment;

import com.didstock.assignment.OperationRefusedException.Reason;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What numbers cost in the vendor batch to which they move, in its currency.
 *
 * @param activation once; null: as it is
 * @param recurring a month; null: as it is
 */
public record VendorCosts(
        @Nullable BigDecimal activation, @Nullable BigDecimal recurring) {

    /** Both as they are. */
    public static final VendorCosts AS_THEY_ARE = new VendorCosts(null, null);

    private static final int PLACES = 5;
    private static final BigDecimal TOO_MUCH = BigDecimal.valueOf(1_000_000_000);

    public VendorCosts {
        // 1.50 is 1.5, also when it was stored in between.
        activation = activation == null ? null : activation.stripTrailingZeros();
        recurring = recurring == null ? null : recurring.stripTrailingZeros();
    }

    /** {@return whether it says anything} */
    boolean saysAny() {
        return activation != null || recurring != null;
    }

    /**
     * @throws OperationRefusedException if an amount is below zero, too much or has more than {@value #PLACES} decimals
     */
    void check() {
        if (!isSaidOrLeft(activation) || !isSaidOrLeft(recurring)) {
            throw new OperationRefusedException(Reason.COST_OUT_OF_RANGE, PLACES);
        }
    }

    private static boolean isSaidOrLeft(@Nullable BigDecimal amount) {
        return amount == null || isCost(amount);
    }

    /** {@return whether an amount can be a cost} */
    public static boolean isCost(BigDecimal amount) {
        return amount.signum() >= 0
                && amount.compareTo(TOO_MUCH) < 0
                && amount.stripTrailingZeros().scale() <= PLACES;
    }
}
