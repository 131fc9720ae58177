package com.didstock.history;

import com.didstock.tenancy.TenantTransaction;

/** Makes the service over a test's own transactions. */
public final class NumberHistories {

    private NumberHistories() {}

    public static NumberHistory over(TenantTransaction transactions) {
        return new NumberHistory(transactions);
    }
}
