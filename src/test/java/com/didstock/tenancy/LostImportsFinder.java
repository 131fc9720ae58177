package com.didstock.tenancy;

import com.didstock.testing.TestDatabase;

/** Finds imports left behind in the tests' database. */
public final class LostImportsFinder {

    private LostImportsFinder() {}

    public static LostImports lostImports() {
        return new LostImports(new Entry(TestDatabase.get().app()));
    }
}
