package com.didstock.history;

import com.didstock.tenancy.TenantTransaction;

/** Makes the service over a test's own transactions. */
public final class AccountHistories {

    private AccountHistories() {}

    public static AccountHistory over(TenantTransaction transactions) {
        return new AccountHistory(transactions);
    }
}
