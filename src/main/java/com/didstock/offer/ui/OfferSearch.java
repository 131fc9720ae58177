package com.didstock.offer.ui;

import com.didstock.numbering.NumberType;
import com.didstock.offer.OfferFilter;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Locale;

/** What is looked for in the offer. Searches as one types. */
final class OfferSearch extends Composite<Div> {

    private static final int TYPING_PAUSE_MILLIS = 350;

    private final TextField number = text("inventory.search.number");
    private final ComboBox<String> country = new ComboBox<>();
    private final ComboBox<NumberType> type = new ComboBox<>();
    private final TextField area = text("inventory.filter.area");

    OfferSearch(Runnable search) {
        number.setPlaceholder(getTranslation("inventory.search.placeholder"));
        number.setPrefixComponent(VaadinIcon.SEARCH.create());
        number.addClassName("inventory-number");
        number.setAutofocus(true);
        number.addValueChangeListener(_ -> search.run());
        country.setAriaLabel(getTranslation("inventory.filter.country"));
        country.setPlaceholder(getTranslation("inventory.filter.country"));
        country.setItems(Locale.getISOCountries());
        country.setItemLabelGenerator(code -> Locale.of("", code).getDisplayCountry(getLocale()) + " (" + code + ")");
        country.setClearButtonVisible(true);
        country.addValueChangeListener(_ -> search.run());
        type.setAriaLabel(getTranslation("inventory.column.type"));
        type.setPlaceholder(getTranslation("inventory.column.type"));
        type.setItems(NumberType.values());
        type.setItemLabelGenerator(it -> getTranslation("inventory.type." + it));
        type.setClearButtonVisible(true);
        type.addValueChangeListener(_ -> search.run());
        area.addValueChangeListener(_ -> search.run());
        getContent().addClassName("card-search");
        getContent().add(number, country, type, area);
    }

    private TextField text(String key) {
        var field = new TextField();
        field.setAriaLabel(getTranslation(key));
        field.setPlaceholder(getTranslation(key));
        field.setClearButtonVisible(true);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        return field;
    }

    OfferFilter filter() {
        return OfferFilter.EVERYTHING
                .withText(number.getValue().strip())
                .withCountry(country.getValue())
                .withNumberType(type.getValue() == null ? null : type.getValue().name())
                .withArea(area.getValue().isBlank() ? null : area.getValue().strip());
    }
}
