package com.didstock.inventory.ui;

import com.didstock.inventory.Choice;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.HitCount;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.Named;
import com.didstock.inventory.NumberInventory;
import com.didstock.numbering.NumberClass;
import com.didstock.numbering.NumberSearch;
import com.didstock.tenancy.Actor;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The search bar: a number as people write it, and what else narrows the list. Searches as one types. */
final class SearchBar extends Composite<Div> {

    private static final int TYPING_PAUSE_MILLIS = 350;
    private static final String USUAL_ROW = "10";

    private final Actor actor;
    private final NumberInventory inventory;
    private final FilterOptions options;
    private final Consumer<InventoryFilter> search;
    private final TextField number = new TextField();
    private final Span hint = new Span();
    private final Div filters = new Div();
    private final Button more = new Button(new SvgIcon("icons/sliders-horizontal.svg"));
    private final ChoiceBox batch;
    private final ChoiceBox group;
    private final ChoiceBox child;
    private final @Nullable ChoiceBox vendorBatch;
    private final ComboBox<String> supply = new ComboBox<>();
    private final MultiSelectComboBox<DidStatus> status = new MultiSelectComboBox<>();
    private final ComboBox<String> country = new ComboBox<>();
    private final TextField area = new TextField();
    private final ComboBox<NumberClass> grade = new ComboBox<>();
    private final IntegerField inARow = new IntegerField();
    private InventoryFilter filter = InventoryFilter.EVERYTHING;
    private boolean showing;

    /**
     * @param ownVendors whether the tenant buys from vendors itself; the others filter by supply label
     * @param hasChildren whether the tenant can have children
     */
    SearchBar(
            Actor actor,
            NumberInventory inventory,
            FilterOptions options,
            boolean ownVendors,
            boolean hasChildren,
            Consumer<InventoryFilter> search) {
        this.actor = actor;
        this.inventory = inventory;
        this.options = options;
        this.search = search;
        batch = choice(FilterOptions.Kind.PRICING_BATCH, "batch", filter -> filter::withPricingBatch);
        group = choice(FilterOptions.Kind.GROUP, "group", filter -> filter::withGroup);
        child = choice(FilterOptions.Kind.CHILD, "with", filter -> filter::withHeldBy);
        vendorBatch = ownVendors
                ? choice(FilterOptions.Kind.VENDOR_BATCH, "vendor-batch", filter -> filter::withVendorBatch)
                : null;
        batch.setVisible(hasChildren);
        child.setVisible(hasChildren);
        buildFields();

        getContent().addClassName("card-search");
        filters.addClassName("inventory-filters");
        if (vendorBatch != null) {
            filters.add(vendorBatch);
        } else {
            filters.add(supply);
        }
        filters.add(batch, child, status, country, group, area, grade, inARow);
        group.addClassName("rare");
        area.addClassName("rare");
        grade.addClassName("rare");
        inARow.addClassName("rare");
        getContent().add(number, filters, more);
    }

    private void buildFields() {
        number.addClassName("inventory-number");
        number.setAriaLabel(getTranslation("inventory.search.number"));
        number.setPlaceholder(getTranslation("inventory.search.placeholder"));
        number.setPrefixComponent(VaadinIcon.SEARCH.create());
        hint.addClassName("hint-pill");
        number.setSuffixComponent(hint);
        number.setClearButtonVisible(true);
        number.setValueChangeMode(ValueChangeMode.LAZY);
        number.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        number.addValueChangeListener(
                event -> search(it -> it.withText(event.getValue().strip())));
        number.focus();
        keepLinesOfPastedLists();

        more.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        more.addClassName("inventory-more");
        more.setAriaLabel(getTranslation("inventory.search.filters"));
        more.setTooltipText(getTranslation("inventory.search.filters"));
        more.addClickListener(_ -> unfold(!filters.hasClassName("open")));

        supply.setAriaLabel(getTranslation("inventory.filter.supply"));
        supply.setPlaceholder(getTranslation("inventory.filter.supply"));
        supply.setClearButtonVisible(true);
        supply.setItems(inventory.supplyLabels(actor));
        supply.addValueChangeListener(event -> search(it -> it.withSupplyLabel(event.getValue())));

        status.setAriaLabel(getTranslation("inventory.filter.status"));
        status.setPlaceholder(getTranslation("inventory.filter.status"));
        status.setItems(DidStatus.values());
        status.setItemLabelGenerator(it -> getTranslation("inventory.status." + it));
        status.addClassName("status-filter");
        status.addValueChangeListener(event -> search(it -> it.withStatuses(event.getValue())));

        country.setAriaLabel(getTranslation("inventory.filter.country"));
        country.setPlaceholder(getTranslation("inventory.filter.country"));
        country.setClearButtonVisible(true);
        country.setItems(inventory.countries(actor));
        country.setItemLabelGenerator(it -> Countries.name(it, getLocale()));
        country.addValueChangeListener(event -> search(it -> it.withCountry(event.getValue())));

        area.setAriaLabel(getTranslation("inventory.filter.area"));
        area.setPlaceholder(getTranslation("inventory.filter.area"));
        area.setClearButtonVisible(true);
        area.setValueChangeMode(ValueChangeMode.LAZY);
        area.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        area.addValueChangeListener(event -> search(it ->
                it.withArea(event.getValue().isBlank() ? null : event.getValue().strip())));

        grade.setAriaLabel(getTranslation("inventory.filter.class"));
        grade.setPlaceholder(getTranslation("inventory.filter.class"));
        grade.setClearButtonVisible(true);
        grade.setItems(NumberClass.values());
        grade.setItemLabelGenerator(it -> getTranslation("inventory.class." + it));
        grade.addValueChangeListener(event -> search(it -> it.withNumberClass(event.getValue())));

        inARow.setAriaLabel(getTranslation("inventory.filter.in-a-row"));
        inARow.setPlaceholder(USUAL_ROW);
        inARow.setSuffixComponent(new Span(getTranslation("inventory.filter.in-a-row")));
        inARow.setTooltipText(getTranslation("inventory.filter.in-a-row.hint"));
        inARow.setMin(InventoryFilter.LEAST_IN_A_ROW);
        inARow.setMax(InventoryFilter.MOST_IN_A_ROW);
        inARow.setI18n(new IntegerField.IntegerFieldI18n()
                .setBadInputErrorMessage(outOfRange())
                .setMinErrorMessage(outOfRange())
                .setMaxErrorMessage(outOfRange()));
        inARow.setClearButtonVisible(true);
        inARow.setValueChangeMode(ValueChangeMode.LAZY);
        inARow.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        inARow.addValueChangeListener(event -> {
            if (!inARow.isInvalid()) {
                search(it -> it.withInARow(event.getValue()));
            }
        });
    }

    private String outOfRange() {
        return getTranslation(
                "inventory.filter.in-a-row.range",
                InventoryFilter.LEAST_IN_A_ROW,
                Formats.current().count(InventoryFilter.MOST_IN_A_ROW));
    }

    /** A field of one line swallows the line ends of a list pasted from a spreadsheet; commas take their place. */
    private void keepLinesOfPastedLists() {
        number.getElement().executeJs("""
                        this.addEventListener('paste', event => {
                            const text = event.clipboardData.getData('text/plain').trim();
                            if (/[\\r\\n\\t]/.test(text)) {
                                event.preventDefault();
                                this.value = text.split(/[\\r\\n\\t]+/).join(', ');
                                this.dispatchEvent(new Event('input', { bubbles: true }));
                            }
                        });
                        """);
    }

    private ChoiceBox choice(
            FilterOptions.Kind kind, String name, Function<InventoryFilter, Function<Choice, InventoryFilter>> change) {
        return new ChoiceBox(
                getTranslation("inventory.filter." + name),
                getTranslation("inventory.filter." + name + ".none"),
                slice -> options.find(actor, kind, slice),
                chosen -> search(it -> change.apply(it).apply(chosen)));
    }

    private void search(UnaryOperator<InventoryFilter> change) {
        if (!showing) {
            search.accept(change.apply(filter));
        }
    }

    /** Shows the search that the URL asks for, what it was understood as, and how much it finds. */
    void show(InventoryFilter now, NumberSearch understood, HitCount hits) {
        showing = true;
        filter = now;
        if (!number.getValue().strip().equals(now.text())) {
            number.setValue(now.text());
        }
        hint.setVisible(!now.text().isEmpty());
        hint.setText(hintFor(understood, hits));
        batch.show(now.pricingBatch(), named(FilterOptions.Kind.PRICING_BATCH, now.pricingBatch()));
        group.show(now.group(), named(FilterOptions.Kind.GROUP, now.group()));
        child.show(now.heldBy(), named(FilterOptions.Kind.CHILD, now.heldBy()));
        if (vendorBatch != null) {
            vendorBatch.show(now.vendorBatch(), named(FilterOptions.Kind.VENDOR_BATCH, now.vendorBatch()));
        }
        supply.setValue(now.supplyLabel());
        status.setValue(now.statuses());
        country.setValue(now.country());
        area.setValue(now.area() == null ? "" : now.area());
        grade.setValue(now.numberClass());
        inARow.setValue(now.inARow());
        var narrowing = narrowing(now);
        more.setText(narrowing == 0 ? "" : Integer.toString(narrowing));
        if (!(now.group() instanceof Choice.Any)
                || now.area() != null
                || now.numberClass() != null
                || now.inARow() != null) {
            unfold(true);
        }
        showing = false;
    }

    /** Shows the filters for which there is no room otherwise. */
    private void unfold(boolean open) {
        filters.setClassName("open", open);
        more.getElement().setAttribute("aria-expanded", Boolean.toString(open));
    }

    private String hintFor(NumberSearch understood, HitCount hits) {
        if (understood instanceof NumberSearch.Nonsense nonsense) {
            return getTranslation(
                    "number.search.nonsense." + nonsense.reason(),
                    nonsense.arguments().toArray());
        }
        var found = hits.exact()
                ? getTranslation("inventory.search.found", Formats.current().count(hits.value()))
                : getTranslation(
                        "inventory.search.found-over", Formats.current().count(hits.value()));
        return understood.explanation().map(meant -> meant + " · " + found).orElse(found);
    }

    private List<Named> named(FilterOptions.Kind kind, Choice choice) {
        return choice instanceof Choice.One one ? options.named(actor, kind, List.of(one.id())) : List.of();
    }

    /** The search asked too much: nothing is known of what it finds. */
    void showTooHeavy(InventoryFilter now, NumberSearch understood) {
        show(now, understood, new HitCount(0, true));
        hint.setVisible(false);
    }

    /** Adds what else can be searched with. */
    void addTool(Component tool) {
        getContent().add(tool);
    }

    private static int narrowing(InventoryFilter filter) {
        var count = filter.statuses().isEmpty() ? 0 : 1;
        for (var choice : new Choice[] {filter.pricingBatch(), filter.group(), filter.heldBy(), filter.vendorBatch()}) {
            count += choice instanceof Choice.Any ? 0 : 1;
        }
        for (var value : new @Nullable Object[] {
            filter.supplyLabel(), filter.country(), filter.area(), filter.numberClass(), filter.inARow()
        }) {
            count += value == null ? 0 : 1;
        }
        return count;
    }
}
