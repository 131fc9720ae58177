package com.didstock.ui;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Anchor;
import java.util.List;

/** Pages that belong together, beside each other below the heading; each has its own address. */
@Tag("nav")
public final class PageTabs extends HtmlContainer {

    /**
     * One of the pages.
     *
     * @param address of the page, without a slash in front
     */
    public record Tab(String label, String address) {}

    /**
     * @param label what the pages have in common
     * @param current address of the page on which this stands
     */
    public PageTabs(String label, List<Tab> tabs, String current) {
        addClassName("page-tabs");
        getElement().setAttribute("aria-label", label);
        for (var tab : tabs) {
            var link = new Anchor(tab.address(), tab.label());
            link.setRouterIgnore(false);
            if (tab.address().equals(current)) {
                link.getElement().setAttribute("aria-current", "page");
            }
            add(link);
        }
        setVisible(tabs.size() > 1);
    }
}
