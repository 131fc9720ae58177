package com.didstock.offer;

import java.time.Instant;

/**
 * A number of the tenant above that is kept for this tenant.
 *
 * @param offered the number, at the price that is in force now
 * @param until when it is everybody's again
 * @param own whether this tenant reserved it, and not the tenant above
 * @param extended whether the reservation was extended already
 */
public record ReservedNumber(OfferedNumber offered, Instant until, boolean own, boolean extended) {

    /** {@return whether this tenant may extend it: once, and only what it reserved itself} */
    public boolean extendable() {
        return own && !extended;
    }
}
