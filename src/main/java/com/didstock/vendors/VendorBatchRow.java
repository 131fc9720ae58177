package com.didstock.vendors;

import com.didstock.tenancy.HeldNumbers;

/** A vendor batch with its vendor's name and what is in it. */
public record VendorBatchRow(VendorBatch batch, String vendor, HeldNumbers numbers) {

    public int id() {
        return batch.id();
    }
}
