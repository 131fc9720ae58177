package com.didstock.customers.ui;

import com.didstock.conditions.ConditionField;
import com.didstock.conditions.ConditionFields;
import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.SearchCondition;
import com.didstock.conditions.ui.ConditionVocabulary;
import com.didstock.customers.CustomerField;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What resellers and customers can be searched by, in the reader's words. */
final class CustomerWords implements ConditionVocabulary {

    private final ConditionFields fields;
    private final Supplier<Stream<String>> currencies;
    private final Component reader;

    /**
     * @param currencies in which the children are billed
     * @param reader a component of the screen on which it is read: it knows the language
     */
    CustomerWords(ConditionFields fields, Supplier<Stream<String>> currencies, Component reader) {
        this.fields = fields;
        this.currencies = currencies;
        this.reader = reader;
    }

    @Override
    public ConditionFields fields() {
        return fields;
    }

    @Override
    public String label(ConditionField field) {
        return reader.getTranslation("customers.field." + field.name());
    }

    @Override
    public String label(ConditionField field, String value) {
        return reader.getTranslation("customers." + field.name() + "." + value);
    }

    @Override
    public List<Option> options(ConditionField field, String text, int offset, int limit) {
        var wanted = text.toLowerCase(Locale.ROOT);
        return field.choices().stream()
                .map(value -> new Option(value, label(field, value)))
                .filter(option -> option.label().toLowerCase(Locale.ROOT).contains(wanted))
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public List<String> currencies() {
        return Stream.concat(currencies.get().sorted(), Stream.of("EUR", "USD", "GBP"))
                .distinct()
                .toList();
    }

    @Override
    public Optional<String> sentence(SearchCondition.Test test, String values) {
        var says = CustomerField.named(test.field())
                .map(field -> switch (field) {
                    case HAS_ACCOUNTS -> "has-accounts." + test.values().getFirst();
                    case MAX_NUMBERS, MAX_MONTHLY_COST, MAX_RESERVATIONS ->
                        test.operator() == ConditionOperator.IS_EMPTY ? test.field() + ".IS_EMPTY" : "";
                    default -> "";
                })
                .orElse("");
        return says.isEmpty() ? Optional.empty() : Optional.of(reader.getTranslation("customers.says." + says));
    }
}
