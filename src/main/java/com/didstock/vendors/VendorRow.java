package com.didstock.vendors;

import java.util.List;

/** A vendor with its batches, by name. */
public record VendorRow(Vendor vendor, List<VendorBatchRow> batches) {

    public VendorRow {
        batches = List.copyOf(batches);
    }

    public long numbers() {
        return batches.stream().mapToLong(row -> row.numbers().total()).sum();
    }
}
