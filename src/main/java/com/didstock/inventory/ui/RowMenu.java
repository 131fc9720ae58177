package com.didstock.inventory.ui;

import com.didstock.inventory.Choice;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.Named;
import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.ui.Clipboard;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.grid.contextmenu.GridSubMenu;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be done with one row: look, copy, and search for others like it. Opens by right click, menu key, long press. */
final class RowMenu {

    private final GridContextMenu<DidRow> menu;
    private final List<StockRowAction> more;
    private final Supplier<Set<String>> ticked;
    private final Consumer<Function<InventoryFilter, InventoryFilter>> narrow;

    /**
     * @param more what other features offer
     * @param ticked the numbers ticked now
     * @param narrow searches for less than now
     */
    RowMenu(
            StockGrid grid,
            Consumer<DidRow> details,
            List<StockRowAction> more,
            Supplier<Set<String>> ticked,
            Consumer<Function<InventoryFilter, InventoryFilter>> narrow) {
        this.more = more;
        this.ticked = ticked;
        this.narrow = narrow;
        menu = grid.addContextMenu();
        menu.setDynamicContentHandler(row -> {
            if (row == null) {
                return false;
            }
            menu.removeAll();
            fill(row, details);
            return true;
        });
    }

    private void fill(DidRow row, Consumer<DidRow> details) {
        menu.addItem(text("inventory.menu.details"), _ -> details.accept(row));
        menu.addItem(
                text("inventory.menu.history"),
                _ -> UI.getCurrent().navigate("activity", QueryParameters.of("number", row.number())));
        more.forEach(action -> menu.addItem(text(action.labelKey()), _ -> action.run(row.number())));
        menu.addComponent(new Hr());
        var number = FormattedNumber.of(new DidNumber(row.number())).text();
        menu.addItem(text("inventory.menu.copy", number), _ -> Clipboard.copy(number));
        menu.addItem(text("inventory.menu.copy", row.number()), _ -> Clipboard.copy(row.number()));
        var chosen = ticked.get();
        if (!chosen.isEmpty()) {
            menu.addItem(
                    text("inventory.menu.copy-ticked", Formats.current().count(chosen.size())),
                    _ -> Clipboard.copy(
                            String.join("\n", chosen.stream().sorted().toList())));
        }
        var like = menu.addItem(text("inventory.menu.like")).getSubMenu();
        like(row, like);
    }

    private void like(DidRow row, GridSubMenu<DidRow> like) {
        var country = row.country();
        if (country != null) {
            like.addItem(
                    text(
                            "inventory.menu.like.country",
                            Countries.name(country, UI.getCurrent().getLocale())),
                    _ -> narrow.accept(filter -> filter.withCountry(country)));
        }
        of(like, "group", row.group(), InventoryFilter::withGroup);
        of(like, "batch", row.pricingBatch(), InventoryFilter::withPricingBatch);
        of(like, "child", row.child(), InventoryFilter::withHeldBy);
        of(like, "vendor-batch", row.vendorBatch(), InventoryFilter::withVendorBatch);
        like.addItem(
                text("inventory.menu.like.status", text("inventory.status." + row.status())),
                _ -> narrow.accept(filter -> filter.withStatuses(Set.of(row.status()))));
    }

    private interface Narrowing {
        InventoryFilter by(InventoryFilter filter, Choice choice);
    }

    private void of(GridSubMenu<DidRow> like, String what, @Nullable Named named, Narrowing narrowing) {
        if (named != null) {
            like.addItem(
                    text("inventory.menu.like." + what, named.name()),
                    _ -> narrow.accept(filter -> narrowing.by(filter, Choice.of(named.id()))));
        }
    }

    private String text(String key, Object... arguments) {
        return menu.getTranslation(key, arguments);
    }
}
