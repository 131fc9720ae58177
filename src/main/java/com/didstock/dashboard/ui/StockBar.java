package com.didstock.dashboard.ui;

import com.didstock.inventory.DidStatus;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.StockTiles;
import com.didstock.tenancy.HeldNumbers;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The parts of a stock by state, as a bar. A screen reader reads the figures; the bar only shows them. */
final class StockBar {

    private static final List<DidStatus> ORDER = List.of(
            DidStatus.IN_USE,
            DidStatus.GIVEN,
            DidStatus.FREE,
            DidStatus.RESERVED,
            DidStatus.AGING,
            DidStatus.FROZEN,
            DidStatus.PENDING);

    private final Formats formats;

    StockBar(Formats formats) {
        this.formats = formats;
    }

    /** {@return the bar with all states named below it, each leading to its numbers} */
    Component large(StockTiles stock) {
        var parts = new LinkedHashMap<String, Long>();
        var legend = new UnorderedList();
        legend.addClassName("stock-legend");
        for (var status : ORDER) {
            var count = stock.of(status);
            if (count > 0) {
                parts.put(status.name(), count);
                legend.add(line(status, count, stock.total(), legend));
            }
        }
        var bar = bar(parts);
        bar.addClassName("stock-bar-large");
        return new Div(bar, legend);
    }

    private ListItem line(DidStatus status, long count, long total, UnorderedList legend) {
        var mark = new Span();
        mark.addClassNames("stock-part", part(status.name()));
        var share = new Span(formats.share(count, total));
        share.addClassName("stock-share");
        var figure = new Span(formats.count(count));
        figure.addClassName("stock-figure");
        return new ListItem(
                mark,
                InventoryLink.to(
                        InventoryFilter.EVERYTHING.withStatuses(Set.of(status)),
                        legend.getTranslation("inventory.status." + status)),
                figure,
                share);
    }

    /** {@return a small bar of what hangs on one thing} */
    Component small(HeldNumbers numbers) {
        var parts = new LinkedHashMap<String, Long>();
        parts.put(DidStatus.IN_USE.name(), numbers.inUse());
        parts.put(DidStatus.GIVEN.name(), numbers.given());
        parts.put(DidStatus.FREE.name(), numbers.free());
        parts.put(DidStatus.FROZEN.name(), numbers.other());
        return bar(parts);
    }

    private static Div bar(Map<String, Long> parts) {
        var bar = new Div();
        bar.addClassName("stock-bar");
        bar.getElement().setAttribute("aria-hidden", "true");
        parts.forEach((name, count) -> {
            if (count > 0) {
                var part = new Span();
                part.addClassNames("stock-part", part(name));
                part.getStyle().setFlexGrow(Long.toString(count));
                bar.add(part);
            }
        });
        return bar;
    }

    private static String part(String name) {
        return "stock-" + name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
