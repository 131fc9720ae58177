package com.didstock.dashboard.ui;

import com.didstock.dashboard.Attention;
import com.didstock.inventory.Choice;
import com.didstock.inventory.InventoryFilter;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;

/** What wants to be looked at, each with a link to where it is. */
final class AttentionList extends Composite<Div> {

    private final Formats formats;

    AttentionList(List<Attention> attention, Formats formats) {
        this.formats = formats;
        if (attention.isEmpty()) {
            var nothing = new Paragraph(getTranslation("dashboard.attention.nothing"));
            nothing.addClassName("muted");
            getContent().add(nothing);
            return;
        }
        var list = new UnorderedList();
        list.addClassName("attention");
        attention.forEach(it -> list.add(new ListItem(line(it))));
        getContent().add(list);
    }

    private Component line(Attention attention) {
        return switch (attention) {
            case Attention.Numbers(var cause, var numbers, var filter) ->
                InventoryLink.to(
                        filter,
                        getTranslation(
                                "dashboard.attention." + cause,
                                numbers.exact()
                                        ? formats.count(numbers.value())
                                        : getTranslation("dashboard.over", formats.count(numbers.value()))));
            case Attention.NearLimit(var child, var name, var held, var limit) ->
                child(
                        child,
                        getTranslation("dashboard.attention.limit", name, formats.count(held), formats.count(limit)));
            case Attention.SoldBelowCost(var child, var name) ->
                child(child, getTranslation("dashboard.attention.below-cost", name));
        };
    }

    private static Component child(int id, String text) {
        return InventoryLink.to(InventoryFilter.EVERYTHING.withHeldBy(Choice.of(id)), text);
    }
}
