package com.didstock.tenancy;

/** Profiles for the tests of other features. */
public final class OwnProfiles {

    private OwnProfiles() {}

    public static OwnProfile over(TenantTransaction transactions) {
        return new OwnProfile(transactions);
    }
}
