package com.didstock.oversight;

/**
 * Which tenants, and in which order.
 *
 * @param text part of a name, in any case; blank for all
 */
public record TenantSearch(String text, TenantOrder order, boolean descending) {

    public static final TenantSearch ALL = new TenantSearch("", TenantOrder.TREE, false);
}
