package com.didstock.vendors;

/**
 * A named group of numbers bought from one vendor.
 *
 * @param version changes with every change; a change names the one it read
 */
public record VendorBatch(int id, int version, VendorBatchTerms terms) {

    public String name() {
        return terms.name();
    }
}
