package com.didstock.customers.ui;

import com.didstock.groups.DidGroup;
import com.didstock.numbering.NumberType;
import com.didstock.pricing.BatchAssignment;
import com.didstock.pricing.Coverage;
import com.didstock.pricing.PricingBatch;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One batch that is assigned: its place in the order, and which numbers it covers. Nothing chosen covers every number. */
final class AssignedBatchLine extends Composite<Div> {

    /** What a line asks of the list it is in. */
    interface Order {

        void up(AssignedBatchLine line);

        void down(AssignedBatchLine line);

        void remove(AssignedBatchLine line);
    }

    private final PricingBatch batch;
    private final Span place = new Span();
    private final Button up;
    private final Button down;
    private final MultiSelectComboBox<String> countries = new MultiSelectComboBox<>();
    private final MultiSelectComboBox<NumberType> types = new MultiSelectComboBox<>();
    private final MultiSelectComboBox<DidGroup> groups = new MultiSelectComboBox<>();

    AssignedBatchLine(PricingBatch batch, Coverage coverage, List<DidGroup> known, Order order) {
        this.batch = batch;
        up = button(VaadinIcon.ARROW_UP, "customers.batches.up", () -> order.up(this));
        down = button(VaadinIcon.ARROW_DOWN, "customers.batches.down", () -> order.down(this));
        var remove = button(VaadinIcon.CLOSE_SMALL, "customers.batches.remove", () -> order.remove(this));
        var name = new Span(batch.name());
        name.addClassName("assigned-batch-name");
        place.addClassName("muted");
        var head = new Div(place, name, up, down, remove);
        head.addClassName("assigned-batch-head");

        label(countries, "customers.batches.countries");
        countries.setItems(Arrays.stream(Locale.getISOCountries())
                .sorted((one, other) -> country(one).compareTo(country(other)))
                .toList());
        countries.setItemLabelGenerator(this::country);
        countries.setValue(coverage.countries());
        label(types, "customers.batches.types");
        types.setItems(Arrays.stream(NumberType.values())
                .filter(type -> type != NumberType.INTERNAL)
                .toList());
        types.setItemLabelGenerator(type -> getTranslation("inventory.type." + type));
        types.setValue(coverage.numberTypes().stream().map(NumberType::valueOf).collect(Collectors.toSet()));
        label(groups, "customers.batches.groups");
        groups.setItems(known);
        groups.setItemLabelGenerator(DidGroup::name);
        groups.setValue(known.stream()
                .filter(group -> coverage.groups().contains(group.id()))
                .collect(Collectors.toSet()));
        var covers = new Div(countries, types, groups);
        covers.addClassName("assigned-batch-covers");
        getContent().addClassName("assigned-batch");
        getContent().add(head, covers);
    }

    private void label(MultiSelectComboBox<?> field, String key) {
        field.setPlaceholder(getTranslation(key));
        field.setAriaLabel(getTranslation("customers.batches.of", getTranslation(key), batch.name()));
        field.setClearButtonVisible(true);
    }

    private String country(String code) {
        return Locale.of("", code).getDisplayCountry(getLocale());
    }

    private Button button(VaadinIcon icon, String key, Runnable action) {
        var button = new Button(icon.create(), _ -> action.run());
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_ICON);
        button.setAriaLabel(getTranslation(key, batch.name()));
        button.setTooltipText(getTranslation(key, batch.name()));
        return button;
    }

    /** Says where it stands: the first that covers a number prices it. */
    void showPlace(int number, boolean last) {
        place.setText(number + ".");
        up.setEnabled(number > 1);
        down.setEnabled(!last);
    }

    PricingBatch batch() {
        return batch;
    }

    BatchAssignment assignment() {
        return new BatchAssignment(
                batch.id(),
                new Coverage(
                        countries.getValue(),
                        types.getValue().stream().map(Enum::name).collect(Collectors.toSet()),
                        groups.getValue().stream().map(DidGroup::id).collect(Collectors.toSet())));
    }
}
