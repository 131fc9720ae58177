package com.didstock.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who held a number on one day, as the reader may know it.
 *
 * @param day in the operator's time zone
 * @param stays the reader's own stays that touch the day, oldest first; none: it did not hold the number then
 */
public record DayOfNumber(LocalDate day, List<Stay> stays) {

    public DayOfNumber {
        stays = List.copyOf(stays);
    }

    /**
     * One stay of the number with the reader, at one price.
     *
     * @param until first moment at which it was over; null: it goes on
     * @param atEndOfDay whether it lasted to the day's end: then the reader pays for the day
     * @param fromVendor whether the reader bought it from a vendor, not from the tenant above
     * @param cost null for a user who may not see money
     * @param given the stays with its direct children meanwhile, oldest first; none: nobody below held it
     */
    public record Stay(
            Instant from,
            @Nullable Instant until,
            boolean atEndOfDay,
            boolean fromVendor,
            @Nullable Price cost,
            List<Given> given) {

        public Stay {
            given = List.copyOf(given);
        }
    }

    /**
     * A stay with a direct child meanwhile.
     *
     * @param child its name is null if it is no longer the reader's child
     * @param until first moment at which it was over; null: it goes on
     * @param atEndOfDay whether it lasted to the day's end: then the child pays for the day
     * @param batch the reader's batch that priced it; null: none did, or the user may not see money
     * @param revenue null for a user who may not see money
     */
    public record Given(
            Thing child,
            Instant from,
            @Nullable Instant until,
            boolean atEndOfDay,
            @Nullable Thing batch,
            @Nullable Price revenue) {}

    /**
     * What a stay cost.
     *
     * @param activation once, in {@code currency}
     * @param recurring a month
     * @param freeOfCharge whether nothing of it was charged between the two tenants
     * @param rate at which the reader's cost was converted for its child; null: it was not, or it is not the reader's rate
     */
    public record Price(
            BigDecimal activation,
            BigDecimal recurring,
            String currency,
            boolean freeOfCharge,
            @Nullable Rate rate) {}

    /** @param at the moment of the exchange rate; null: not known */
    public record Rate(BigDecimal rate, @Nullable Instant at) {}
}
