package com.didstock.provisioning;

import com.didstock.inventory.DidStatus;
import org.jspecify.annotations.Nullable;

/**
 * One number that a softswitch and the portal don't agree on.
 *
 * @param line of the file; 0 if the number is not in it
 * @param number digits; of {@link Kind#NOT_A_NUMBER}, what stands in the file, shortened
 * @param customer whose account uses it here; null if none of those compared
 * @param customerName its name
 * @param accountHere ID of that account
 * @param accountThere what the file says; empty if it names none
 * @param status here, as whoever compares sees it, if no account of those compared uses it; null if it is not among the
 *     numbers of whoever compares
 */
public record UseDifference(
        Kind kind,
        int line,
        String number,
        @Nullable Integer customer,
        @Nullable String customerName,
        @Nullable String accountHere,
        String accountThere,
        @Nullable DidStatus status) {

    /** In what the two differ. */
    public enum Kind {
        /** An account uses it here, and the file doesn't have it. */
        NOT_THERE,
        /** The file has it, and no account uses it here. */
        NOT_HERE,
        /** Used on both sides, by different accounts. */
        OTHER_ACCOUNT,
        /** The file has it twice, at different accounts; the first was compared. */
        TWICE_THERE,
        /** A line of the file whose number can't be read. */
        NOT_A_NUMBER
    }
}
