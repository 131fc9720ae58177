package com.didstock.tenancy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/**
 * Writes an operator's ledger. Nobody acts: what is due follows from the stays alone, and what is posted is never posted
 * again, so that it may be called at any time, after any outage and by several nodes at once.
 */
@Component
public class LedgerPosting {

    /** Few enough for a transaction of about a second. */
    private static final int PIECE = 20_000;

    private final Entry entry;

    LedgerPosting(Entry entry) {
        this.entry = entry;
    }

    /**
     * Posts all that is due: tenures that began or ended, and months that are over. Piece by piece, each for itself: what
     * is interrupted goes on where it was.
     *
     * @param zone whose midnight ends the operator's days
     */
    public void post(int operatorId, ZoneId zone, Instant now) {
        post(operatorId, zone, now, PIECE);
    }

    /**
     * @param piece how many stays to look at in one transaction
     */
    void post(int operatorId, ZoneId zone, Instant now, int piece) {
        // First, since the days of a stay that are posted are charged at its price.
        while (entry.applyAnnounced(operatorId, now, piece) > 0) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
        while (entry.postCharges(operatorId, databaseName(zone), now, piece).orElse(0L) > 0) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /**
     * {@return the zone's name as the database reads it: a fixed offset's sign means the opposite there, unless it is said
     * in full}
     */
    public static String databaseName(ZoneId zone) {
        if (!(zone.normalized() instanceof ZoneOffset offset)) {
            return zone.getId();
        }
        if (offset.equals(ZoneOffset.UTC)) {
            return "UTC";
        }
        var turned = ZoneOffset.ofTotalSeconds(-offset.getTotalSeconds()).getId();
        return "<%s>%s".formatted(offset.getId(), turned);
    }
}
