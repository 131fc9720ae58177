package com.didstock.dashboard;

import com.didstock.inventory.HitCount;
import com.didstock.inventory.InventoryFilter;

/** Something that wants to be looked at. */
public sealed interface Attention {

    /**
     * Numbers.
     *
     * @param numbers how many
     * @param filter what finds them in the inventory
     */
    record Numbers(Cause cause, HitCount numbers, InventoryFilter filter) implements Attention {}

    /**
     * A child that holds nearly as many numbers as it may, or all of them.
     *
     * @param limit how many it may hold
     */
    record NearLimit(int child, String name, long held, int limit) implements Attention {}

    /** A child whose numbers cost the tenant more a month than they earn. */
    record SoldBelowCost(int child, String name) implements Attention {}

    /** Why numbers want to be looked at. */
    enum Cause {
        /** Free, but in no pricing batch: nobody sees them at a price. */
        UNPRICED,
        /** Reserved, and the reservation ends within a week. */
        RESERVATION_ENDS,
        /** In quarantine, which ends within a week. */
        AGING_ENDS
    }
}
