package com.didstock.uploads;

import java.util.List;

/**
 * Names in a file that the tenant has nothing of; the first of them, in the order of the file.
 *
 * @param vendorBatches of vendor batches
 * @param groups of DID groups
 * @param holders of existing stock: tenants, by name or path
 */
public record UnknownNames(List<String> vendorBatches, List<String> groups, List<UnknownHolder> holders) {

    /**
     * A holder that is nobody below the uploader.
     *
     * @param rows of the file that name it
     */
    public record UnknownHolder(String name, int rows) {}

    public UnknownNames {
        vendorBatches = List.copyOf(vendorBatches);
        groups = List.copyOf(groups);
        holders = List.copyOf(holders);
    }

    /** Names of a file that is no existing stock. */
    public UnknownNames(List<String> vendorBatches, List<String> groups) {
        this(vendorBatches, groups, List.of());
    }

    public boolean isEmpty() {
        return vendorBatches.isEmpty() && groups.isEmpty() && holders.isEmpty();
    }
}
