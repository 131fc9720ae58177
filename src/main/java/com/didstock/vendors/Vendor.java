package com.didstock.vendors;

/**
 * A telco partner.
 *
 * @param version changes with every change; a change names the one it read
 */
public record Vendor(int id, int version, String name, String note) {}
