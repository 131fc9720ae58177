package com.didstock.oversight;

import java.util.List;

/**
 * A part of the tree.
 *
 * @param total how many tenants the search finds
 * @param more whether some follow
 */
public record TenantPage(List<OverseenTenant> tenants, int total, boolean more) {

    public TenantPage {
        tenants = List.copyOf(tenants);
    }
}
