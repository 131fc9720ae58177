package com.didstock.downloads.ui;

import com.didstock.downloads.DidColumn;
import com.didstock.downloads.DownloadOrder;
import com.didstock.downloads.DownloadOrder.What;
import com.didstock.downloads.ExistingStockFiles;
import com.didstock.downloads.ExistingStockFiles.Reach;
import com.didstock.downloads.NumberDownloads;
import com.didstock.inventory.ui.StockDownloads.Menu;
import com.didstock.inventory.ui.StockDownloads.Shown;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.TooHeavyException;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Downloads what is searched, or what is ticked. The browser fetches the file; the screen stays usable meanwhile. */
final class DownloadMenu extends Composite<Div> implements Menu {

    private final Actor actor;
    private final NumberDownloads downloads;
    private final Supplier<Shown> shown;
    private final FileLink link;
    private final Map<SheetFormat, MenuItem> ticked = new EnumMap<>(SheetFormat.class);

    DownloadMenu(Actor actor, NumberDownloads downloads, ExistingStockFiles stock, Supplier<Shown> shown) {
        this.actor = actor;
        this.downloads = downloads;
        this.shown = shown;
        this.link = new FileLink(actor, downloads);
        var bar = new MenuBar();
        bar.addClassName("download-menu");
        var item = bar.addItem(new SvgIcon("icons/download.svg"), _ -> {});
        item.add(getTranslation("downloads.menu"));
        for (var format : SheetFormat.values()) {
            item.getSubMenu().addItem(getTranslation("downloads.menu.found." + format), _ -> download(found(), format));
        }
        for (var format : SheetFormat.values()) {
            ticked.put(format, item.getSubMenu().addItem("", _ -> download(named(), format)));
        }
        showTicked(0);
        getContent().add(bar, link);
        var reach = stock.reach(actor);
        if (reach != Reach.NOTHING) {
            var stockLink = new StockLink(actor, stock);
            item.getSubMenu()
                    .addItem(
                            getTranslation("downloads.menu.stock"),
                            _ -> new StockDialog(actor, stock, reach, stockLink).open());
            getContent().add(stockLink);
        }
    }

    @Override
    public Component component() {
        return this;
    }

    @Override
    public void showTicked(int count) {
        ticked.forEach((format, item) -> {
            item.setText(getTranslation(
                    "downloads.menu.ticked." + format, Formats.current().count(count)));
            item.setVisible(count > 0);
        });
    }

    private What found() {
        var now = shown.get();
        return What.Found.all(now.filter(), now.sort(), now.ascending());
    }

    private What named() {
        return new What.Named(new TreeSet<>(shown.get().ticked()).stream().toList());
    }

    private void download(What what, SheetFormat format) {
        var order = new DownloadOrder(what, columns(), format, Formats.current().zone());
        try {
            downloads.check(actor, order);
            link.fetch(order);
        } catch (RefusedException refused) {
            Notifications.error(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        } catch (TooHeavyException _) {
            Notifications.error(getTranslation("downloads.too-heavy"));
        }
    }

    private Set<DidColumn> columns() {
        return shown.get().columns().stream()
                .flatMap(key -> columns(key).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What a column of the list tells. */
    private static List<DidColumn> columns(String key) {
        return switch (key) {
            case "number" -> List.of(DidColumn.NUMBER);
            case "group" -> List.of(DidColumn.GROUP);
            case "country" -> List.of(DidColumn.COUNTRY, DidColumn.AREA);
            case "status" -> List.of(DidColumn.STATUS, DidColumn.UNTIL, DidColumn.RELEASED_AT);
            case "child" -> List.of(DidColumn.HELD_BY);
            case "batch" -> List.of(DidColumn.PRICING_BATCH);
            case "activation-cost" -> List.of(DidColumn.ACTIVATION_COST, DidColumn.CURRENCY);
            case "recurring-cost" -> List.of(DidColumn.RECURRING_COST, DidColumn.CURRENCY);
            case "revenue" -> List.of(DidColumn.RECURRING_REVENUE, DidColumn.REVENUE_CURRENCY);
            case "margin" -> List.of(DidColumn.MARGIN);
            case "supply" -> List.of(DidColumn.VENDOR_BATCH, DidColumn.SUPPLY_LABEL);
            case "held-since" -> List.of(DidColumn.HELD_SINCE);
            case "type" -> List.of(DidColumn.NUMBER_TYPE);
            case "class" -> List.of(DidColumn.NUMBER_CLASS);
            case "account" -> List.of(DidColumn.ACCOUNT);
            case "area" -> List.of(DidColumn.AREA);
            case "currency" -> List.of(DidColumn.CURRENCY);
            case "home-batch" -> List.of(DidColumn.HOME_BATCH);
            case "free-since" -> List.of(DidColumn.RELEASED_AT);
            case "description" -> List.of(DidColumn.DESCRIPTION);
            default -> List.of();
        };
    }
}
