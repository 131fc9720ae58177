package com.didstock.tenancy;

import java.time.Clock;
import javax.sql.DataSource;

/** Makes tenant transactions where no Spring context does. */
public final class TenantTransactions {

    private TenantTransactions() {}

    public static TenantTransaction over(DataSource dataSource, Clock clock) {
        return new TenantTransaction(dataSource, clock);
    }
}
