package com.didstock.groups;

import com.didstock.tenancy.HeldNumbers;

/** A line of the DID Groups page: a group and the numbers that carry it. */
public record DidGroupRow(DidGroup group, HeldNumbers numbers) {

    public int id() {
        return group.id();
    }
}
