package com.didstock.uploads;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a row of existing stock says of all its numbers besides; null is what it leaves blank.
 *
 * @param holderId the tenant at the end of the chain; null: the uploader
 * @param holder as the file writes it
 * @param pricingBatchId the uploader's, for the first step down, or where the number lies
 * @param pricingBatch as the file writes it
 * @param soldActivation what the first tenant below pays once, in its currency
 * @param soldRecurring the same a month; null: what the batch says
 * @param accountId of the account that uses the numbers; null, though they are in use: the number itself
 * @param state FREE, FROZEN or AGING
 */
record ExistingStock(
        @Nullable Integer holderId,
        String holder,
        @Nullable Integer pricingBatchId,
        String pricingBatch,
        @Nullable BigDecimal soldActivation,
        @Nullable BigDecimal soldRecurring,
        @Nullable String accountId,
        String account,
        boolean inUse,
        @Nullable Instant inUseSince,
        @Nullable Instant agingUntil,
        @Nullable Instant obtainedAt,
        @Nullable String state) {

    /** {@return the account that uses one of the numbers; null if none does} */
    @Nullable
    String accountOf(String number) {
        return accountId != null ? accountId : inUse ? number : null;
    }
}
