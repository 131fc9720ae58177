package com.didstock.tenancy;

import java.time.Instant;
import java.time.ZoneId;
import javax.sql.DataSource;

/** Posts charges where no Spring context does. */
public final class LedgerPostings {

    private final LedgerPosting ledger;

    private LedgerPostings(DataSource dataSource) {
        ledger = new LedgerPosting(new Entry(dataSource));
    }

    public static LedgerPostings over(DataSource dataSource) {
        return new LedgerPostings(dataSource);
    }

    /**
     * Posts all that is due.
     *
     * @param piece how many stays in one transaction
     */
    public void post(int operatorId, ZoneId zone, Instant now, int piece) {
        ledger.post(operatorId, zone, now, piece);
    }
}
