package com.didstock.inventory.ui;

import com.didstock.conditions.SearchCondition;
import com.didstock.conditions.ui.ConditionChips;
import com.didstock.conditions.ui.ConditionDialog;
import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.TooHeavyException;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.SvgIcon;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The advanced search of the inventory: its button, its builder, its sentence of chips. It narrows what the search bar
 * finds; the builder offers to take the search bar's part over.
 */
final class AdvancedSearch {

    private final Actor actor;
    private final NumberInventory inventory;
    private final StockWords vocabulary;
    private final Supplier<InventoryPlace> place;
    private final Consumer<InventoryFilter> search;
    private final Button button = new Button(new SvgIcon("icons/filter.svg"));
    private final ConditionChips chips;

    /** What the search bar still asks for while the builder is open. */
    private InventoryFilter rest = InventoryFilter.EVERYTHING;

    AdvancedSearch(
            Actor actor,
            NumberInventory inventory,
            FilterOptions options,
            Supplier<InventoryPlace> place,
            Consumer<InventoryFilter> search) {
        this.actor = actor;
        this.inventory = inventory;
        this.place = place;
        this.search = search;
        vocabulary =
                new StockWords(actor, inventory.conditionFields(actor), inventory, options, button::getTranslation);
        button.setText(button.getTranslation("inventory.advanced"));
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        button.addClassName("advanced-button");
        button.addClickListener(_ -> open());
        chips = new ConditionChips(
                vocabulary, left -> search.accept(place.get().filter().withCondition(left)), this::open);
    }

    Component button() {
        return button;
    }

    Component chips() {
        return chips;
    }

    /** {@return the place without a condition that asks for what the user does not have; it is told that it is left out} */
    InventoryPlace understood(InventoryPlace wanted) {
        var condition = wanted.filter().condition();
        var problem = condition == null ? null : vocabulary.fields().problem(condition);
        if (problem == null) {
            return wanted;
        }
        Notifications.warning(button.getTranslation("inventory.advanced.left-out"));
        return wanted.search(wanted.filter().withCondition(null));
    }

    void show(InventoryFilter filter) {
        chips.show(filter.condition());
    }

    private void open() {
        var filter = place.get().filter();
        rest = filter;
        var dialog = new ConditionDialog(
                vocabulary,
                filter.condition(),
                condition -> found(condition),
                condition -> search.accept(rest.withCondition(condition)));
        var simple = filter.searchBarAsCondition();
        if (simple != null && vocabulary.fields().problem(simple) == null) {
            dialog.offer(
                    button.getTranslation("inventory.advanced.search-bar"),
                    simple,
                    () -> rest = InventoryFilter.EVERYTHING.withInARow(filter.inARow()));
        }
        dialog.open();
    }

    private String found(@Nullable SearchCondition condition) {
        try {
            var hits = inventory.count(actor, rest.withCondition(condition));
            return button.getTranslation(
                    hits.exact() ? "inventory.search.found" : "inventory.search.found-over",
                    Formats.current().count(hits.value()));
        } catch (TooHeavyException _) {
            return button.getTranslation("inventory.advanced.too-heavy");
        }
    }
}
