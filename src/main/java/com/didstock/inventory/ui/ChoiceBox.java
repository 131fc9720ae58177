package com.didstock.inventory.ui;

import com.didstock.inventory.Choice;
import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.Named;
import com.vaadin.flow.component.combobox.ComboBox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A filter on one of many things by name, or on having none. Names are fetched as one types. */
final class ChoiceBox extends ComboBox<ChoiceBox.Option> {

    /** One line of the list. */
    record Option(Choice choice, String label) {}

    private final String noneLabel;
    private boolean showing;

    ChoiceBox(
            String label, String noneLabel, Function<FilterOptions.Slice, List<Named>> find, Consumer<Choice> chosen) {
        this.noneLabel = noneLabel;
        setAriaLabel(label);
        setPlaceholder(label);
        setClearButtonVisible(true);
        setItemLabelGenerator(Option::label);
        setItems(query -> page(query.getFilter().orElse(""), query.getOffset(), query.getLimit(), find).stream());
        addValueChangeListener(event -> {
            if (!showing) {
                chosen.accept(
                        event.getValue() == null ? Choice.ANY : event.getValue().choice());
            }
        });
    }

    /** "None" comes first while nothing is typed. */
    private List<Option> page(String text, int offset, int limit, Function<FilterOptions.Slice, List<Named>> find) {
        var withNone = text.isEmpty();
        var options = new ArrayList<Option>();
        if (withNone && offset == 0) {
            options.add(new Option(Choice.NONE, noneLabel));
        }
        var from = withNone ? Math.max(0, offset - 1) : offset;
        find.apply(new FilterOptions.Slice(text, from, limit - options.size()))
                .forEach(named -> options.add(new Option(Choice.of(named.id()), named.name())));
        return options;
    }

    /** Shows what is filtered by; something that is no longer there shows as deleted: it still filters. */
    void show(Choice choice, List<Named> names) {
        showing = true;
        switch (choice) {
            case Choice.Any _ -> clear();
            case Choice.None none -> setValue(new Option(none, noneLabel));
            case Choice.One one ->
                setValue(new Option(
                        one,
                        names.stream()
                                .findFirst()
                                .map(Named::name)
                                .orElseGet(() -> getTranslation("inventory.advanced.deleted"))));
        }
        showing = false;
    }
}
