package com.didstock.tenancy;

import java.time.Instant;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Tells an operator's tenants what comes by time alone. Nobody acts; may be asked at any time and by several nodes. */
@Component
public class TimedNotices {

    private final Outbox outbox;

    TimedNotices(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Tells of what ends on the next day, unless it was told.
     *
     * @param zone whose midnight ends the operator's days
     * @return how many notices were written
     */
    public int tell(int operatorId, ZoneId zone, Instant now) {
        return outbox.tellOfTime(operatorId, LedgerPosting.databaseName(zone), now);
    }

    /**
     * Tells of stock that fell below what its tenant wants to have free, unless it was told.
     *
     * @return how many notices were written
     */
    public int tellOfStock(int operatorId, Instant now) {
        return outbox.tellOfStock(operatorId, now);
    }

    /**
     * Tells, in the first days of a month, of numbers that cost something and were free for over 90 days, unless it was told
     * in that month.
     *
     * @param zone in which the operator's months begin
     * @return how many notices were written
     */
    public int tellOfIdleStock(int operatorId, ZoneId zone, Instant now) {
        return outbox.tellOfIdleStock(operatorId, LedgerPosting.databaseName(zone), now);
    }
}
