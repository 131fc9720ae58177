package com.didstock.uploads;

import java.util.List;

/**
 * Names in a file that the tenant has nothing of; the first of them, in the order of the file.
 *
 * @param vendorBatches of vendor batches
 * @param groups of DID groups
 */
public record UnknownNames(List<String> vendorBatches, List<String> groups) {

    public UnknownNames {
        vendorBatches = List.copyOf(vendorBatches);
        groups = List.copyOf(groups);
    }

    public boolean isEmpty() {
        return vendorBatches.isEmpty() && groups.isEmpty();
    }
}
