package com.didstock.tenancy;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Makes tenant transactions where no Spring context does. */
public final class TenantTransactions {

    private TenantTransactions() {}

    public static TenantTransaction over(DataSource dataSource, Clock clock) {
        return over(dataSource, clock, ZoneOffset.UTC);
    }

    /** As an operator in this time zone. */
    public static TenantTransaction over(DataSource dataSource, Clock clock, ZoneId zone) {
        return new TenantTransaction(dataSource, clock, () -> _ -> zone);
    }
}
