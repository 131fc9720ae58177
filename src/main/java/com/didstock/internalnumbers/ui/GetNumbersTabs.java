package com.didstock.internalnumbers.ui;

import com.didstock.tenancy.Right;
import com.didstock.ui.PageTabs;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.Set;

/** The pages on which a reseller or customer gets numbers: from the pool, for those who may take and see prices, and these. */
final class GetNumbersTabs extends Composite<Div> {

    /** @param current address of the page of internal numbers on which this stands */
    GetNumbersTabs(Set<Right> rights, String current) {
        var tabs = new ArrayList<PageTabs.Tab>();
        if (rights.contains(Right.TAKE) && rights.contains(Right.SEE_MONEY)) {
            tabs.add(new PageTabs.Tab(getTranslation("offer.tab.pool"), "get-numbers"));
        }
        tabs.add(new PageTabs.Tab(getTranslation("offer.tab.internal"), current));
        getContent().add(new PageTabs(getTranslation("offer.title"), tabs, current));
    }
}
