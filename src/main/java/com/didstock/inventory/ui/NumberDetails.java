package com.didstock.inventory.ui;

import com.didstock.inventory.Choice;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.Named;
import com.didstock.inventory.NumberInventory;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens what is known of one row at a time, and makes the edits of single numbers. */
final class NumberDetails {

    private final Actor actor;
    private final NumberInventory inventory;
    private final FilterOptions options;
    private final boolean mayLabel;
    private final Optional<StockTimeline> timeline;
    private final StockGrid grid;
    private final Runnable edited;
    private Optional<NumberDialog> opened = Optional.empty();

    /**
     * @param edited is run after every edit, whatever came of it: the list is to show what is there now
     */
    NumberDetails(
            Actor actor,
            NumberInventory inventory,
            FilterOptions options,
            boolean mayLabel,
            Optional<StockTimeline> timeline,
            StockGrid grid,
            Runnable edited) {
        this.actor = actor;
        this.inventory = inventory;
        this.options = options;
        this.mayLabel = mayLabel;
        this.timeline = timeline;
        this.grid = grid;
        this.edited = edited;
    }

    /** Shows this row, in place of the one shown before. */
    void open(DidRow row) {
        opened.ifPresent(NumberDialog::close);
        var dialog = new NumberDialog(
                row,
                new NumberDialog.Ways(
                        mayLabel ? new NumberDialog.GroupEdit(this::groups, group -> label(row, group)) : null,
                        mayLabel ? text -> describe(row, text) : null,
                        timeline.map(it -> (Supplier<Component>) () -> it.of(actor, row.number()))
                                .orElse(null),
                        by -> grid.neighbour(row, by).ifPresent(this::open)));
        opened = Optional.of(dialog);
        dialog.open();
    }

    private List<Named> groups(FilterOptions.Slice slice) {
        return options.find(actor, FilterOptions.Kind.GROUP, slice);
    }

    private void label(DidRow row, Choice group) {
        var id = group instanceof Choice.One one ? Integer.valueOf(one.id()) : null;
        edit(row, "inventory.grouped", () -> inventory.label(actor, row.number(), row.version(), id));
    }

    void describe(DidRow row, String description) {
        edit(row, "inventory.described", () -> inventory.describe(actor, row.number(), row.version(), description));
    }

    private void edit(DidRow row, String done, Runnable change) {
        var ui = UI.getCurrent();
        try {
            change.run();
            Notifications.success(ui.getTranslation(done, NumberText.plain(row.number())));
        } catch (StockChangedException _) {
            Notifications.warning(ui.getTranslation("inventory.changed-meanwhile"));
        } catch (NotThereException _) {
            Notifications.warning(ui.getTranslation("inventory.gone-meanwhile"));
        }
        edited.run();
    }
}
