package com.didstock.history;

import com.didstock.tenancy.TenantTransaction;

/** Activity for the tests of other features. */
public final class ActivityLogs {

    private ActivityLogs() {}

    public static ActivityLog over(TenantTransaction transactions) {
        return new ActivityLog(transactions);
    }
}
