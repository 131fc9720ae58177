package com.didstock.conditions.ui;

import com.didstock.conditions.ConditionField;
import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.FieldType;
import com.didstock.conditions.SearchCondition;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Component;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Says a test in words: "Recurring cost over €2.00". */
final class ConditionSentence {

    private static final int MOST_NAMED = 3;

    private final ConditionVocabulary vocabulary;
    private final Component reader;

    /** @param reader a component of the screen on which it is read: it knows the language */
    ConditionSentence(ConditionVocabulary vocabulary, Component reader) {
        this.vocabulary = vocabulary;
        this.reader = reader;
    }

    String of(SearchCondition.Test test) {
        var field = vocabulary.fields().find(test.field()).orElse(null);
        if (field == null) {
            return test.field();
        }
        var values = values(field, test);
        return vocabulary.sentence(test, values).orElseGet(() -> {
            var words = vocabulary.label(field) + " " + operator(reader, test.operator());
            return values.isEmpty() ? words : words + " " + values;
        });
    }

    static String operator(Component reader, ConditionOperator operator) {
        return reader.getTranslation("conditions.operator." + operator);
    }

    private String values(ConditionField field, SearchCondition.Test test) {
        var values = test.values();
        if (test.operator() == ConditionOperator.BETWEEN) {
            return reader.getTranslation(
                    "conditions.values.between", value(field, test, values.get(0)), value(field, test, values.get(1)));
        }
        var named = values.stream()
                .limit(MOST_NAMED)
                .map(value -> value(field, test, value))
                .toList();
        var list = joined(named);
        return values.size() > MOST_NAMED
                ? reader.getTranslation("conditions.values.more", list, values.size() - MOST_NAMED)
                : list;
    }

    private String joined(List<String> named) {
        return named.stream().collect(Collectors.joining(" " + reader.getTranslation("conditions.values.or") + " "));
    }

    private String value(ConditionField field, SearchCondition.Test test, String value) {
        var formats = Formats.current();
        return switch (field.type()) {
            case PHONE -> value;
            case TEXT -> reader.getTranslation("conditions.values.quoted", value);
            case CHOICE, COUNTRY, REFERENCE -> vocabulary.label(field, value);
            case MONEY -> formats.money(FieldType.amount(value), FieldType.currency(value));
            case COUNT -> formats.count(Long.parseLong(value));
            case DATE ->
                test.operator() == ConditionOperator.IN_LAST_DAYS
                        ? reader.getTranslation("conditions.values.days", formats.count(Long.parseLong(value)))
                        : formats.date(LocalDate.parse(value));
            case YES_NO -> reader.getTranslation("conditions.values." + value);
        };
    }
}
