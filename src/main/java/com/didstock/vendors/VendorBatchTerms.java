package com.didstock.vendors;

/**
 * What a tenant says of a vendor batch.
 *
 * @param vendorId one of the tenant's vendors
 * @param currency ISO 4217 code of what its numbers cost
 * @param supplyLabel what resellers see of it instead of its name; empty: nothing
 * @param supplyDescription what resellers read about the label
 */
public record VendorBatchTerms(
        int vendorId, String name, String description, String currency, String supplyLabel, String supplyDescription) {}
