package com.didstock.tenancy;

import com.didstock.testing.TestDatabase;

/** Finds plans whose day has come in the tests' database. */
public final class DuePlansFinder {

    private DuePlansFinder() {}

    public static DuePlans duePlans() {
        return new DuePlans(new Entry(TestDatabase.get().app()));
    }
}
