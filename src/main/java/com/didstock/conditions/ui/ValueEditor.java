package com.didstock.conditions.ui;

import com.didstock.conditions.ConditionField;
import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.FieldType;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.HasValueChangeMode;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the values of a test are typed or chosen.
 *
 * @param reading what is typed, as a condition has it; nothing while it is not complete
 */
record ValueEditor(List<Component> components, Supplier<List<String>> reading, Consumer<List<String>> showing) {

    private static final int TYPING_PAUSE_MILLIS = 350;

    List<String> read() {
        return reading.get();
    }

    void show(List<String> values) {
        showing.accept(values);
    }

    static ValueEditor none() {
        return new ValueEditor(List.of(), List::of, _ -> {});
    }

    /** {@return the editor that fits} */
    static ValueEditor of(Component reader, Workbench bench, ConditionField field, ConditionOperator operator) {
        if (operator.mostValues() == 0) {
            return none();
        }
        var editor = switch (operator) {
            case IS_ONE_OF -> many(reader, bench, field);
            case BETWEEN -> pair(reader, one(reader, bench, field, operator), one(reader, bench, field, operator));
            default -> one(reader, bench, field, operator);
        };
        editor.components().stream()
                .filter(HasValue.class::isInstance)
                .forEach(it -> listen(it, (HasValue<?, ?>) it, bench));
        return editor;
    }

    private static void listen(Component component, HasValue<?, ?> value, Workbench bench) {
        if (component instanceof HasValueChangeMode typed) {
            typed.setValueChangeMode(ValueChangeMode.LAZY);
            typed.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        }
        value.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                bench.changed().run();
            }
        });
    }

    private static ValueEditor pair(Component reader, ValueEditor from, ValueEditor to) {
        var and = new Span(reader.getTranslation("conditions.values.and"));
        and.addClassName("chip-joiner");
        var all = new ArrayList<>(from.components());
        all.add(and);
        all.addAll(to.components());
        return new ValueEditor(
                all,
                () -> Stream.concat(from.read().stream(), to.read().stream()).toList(),
                values -> {
                    from.show(values.stream().limit(1).toList());
                    to.show(values.stream().skip(1).limit(1).toList());
                });
    }

    private static ValueEditor one(
            Component reader, Workbench bench, ConditionField field, ConditionOperator operator) {
        if (operator == ConditionOperator.IN_LAST_DAYS) {
            return count(reader, reader.getTranslation("conditions.builder.days"));
        }
        return switch (field.type()) {
            case PHONE, TEXT -> text(reader);
            case CHOICE, COUNTRY, REFERENCE -> choice(reader, bench, field);
            case MONEY -> money(reader, bench);
            case COUNT -> count(reader, reader.getTranslation("conditions.builder.value"));
            case DATE -> date(reader);
            case YES_NO -> yesNo(reader);
        };
    }

    private static ValueEditor text(Component reader) {
        var text = new TextField();
        text.setAriaLabel(reader.getTranslation("conditions.builder.value"));
        text.setMaxLength(FieldType.LONGEST_TEXT);
        return new ValueEditor(
                List.of(text),
                () -> text.getValue().isBlank()
                        ? List.of()
                        : List.of(text.getValue().strip()),
                values -> text.setValue(values.isEmpty() ? "" : values.getFirst()));
    }

    private static ValueEditor choice(Component reader, Workbench bench, ConditionField field) {
        var box = new ComboBox<ConditionVocabulary.Option>();
        box.setAriaLabel(reader.getTranslation("conditions.builder.value"));
        box.setItemLabelGenerator(ConditionVocabulary.Option::label);
        box.setItems(
                query -> bench
                        .vocabulary()
                        .options(field, query.getFilter().orElse(""), query.getOffset(), query.getLimit())
                        .stream());
        return new ValueEditor(
                List.of(box),
                () -> box.getValue() == null
                        ? List.of()
                        : List.of(box.getValue().value()),
                values -> box.setValue(values.isEmpty() ? null : option(bench, field, values.getFirst())));
    }

    private static ValueEditor many(Component reader, Workbench bench, ConditionField field) {
        if (field.type() == FieldType.PHONE || field.type() == FieldType.TEXT) {
            return lines(reader);
        }
        var box = new MultiSelectComboBox<ConditionVocabulary.Option>();
        box.setAriaLabel(reader.getTranslation("conditions.builder.value"));
        box.setItemLabelGenerator(ConditionVocabulary.Option::label);
        box.setItems(
                query -> bench
                        .vocabulary()
                        .options(field, query.getFilter().orElse(""), query.getOffset(), query.getLimit())
                        .stream());
        return new ValueEditor(
                List.of(box),
                () -> box.getValue().stream()
                        .map(ConditionVocabulary.Option::value)
                        .toList(),
                values -> {
                    var chosen = new LinkedHashSet<ConditionVocabulary.Option>();
                    values.forEach(value -> chosen.add(option(bench, field, value)));
                    box.setValue(chosen);
                });
    }

    private static ConditionVocabulary.Option option(Workbench bench, ConditionField field, String value) {
        return new ConditionVocabulary.Option(value, bench.vocabulary().label(field, value));
    }

    private static ValueEditor lines(Component reader) {
        var area = new TextArea();
        area.setAriaLabel(reader.getTranslation("conditions.builder.lines"));
        area.setPlaceholder(reader.getTranslation("conditions.builder.lines"));
        area.setMaxRows(6);
        return new ValueEditor(
                List.of(area),
                () -> area.getValue()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .toList(),
                values -> area.setValue(String.join("\n", values)));
    }

    private static ValueEditor money(Component reader, Workbench bench) {
        var amount = new BigDecimalField();
        amount.setAriaLabel(reader.getTranslation("conditions.builder.amount"));
        amount.addClassName("condition-amount");
        amount.setLocale(Formats.current().locale());
        var currency = new Select<String>();
        currency.setAriaLabel(reader.getTranslation("conditions.builder.currency"));
        currency.addClassName("condition-currency");
        var currencies = new LinkedHashSet<>(bench.vocabulary().currencies());
        currency.setItems(currencies);
        currency.setValue(currencies.getFirst());
        return new ValueEditor(
                List.of(amount, currency),
                () -> amount.getValue() == null
                        ? List.of()
                        : List.of(plain(amount.getValue()) + " " + currency.getValue()),
                values -> {
                    if (!values.isEmpty()) {
                        amount.setValue(FieldType.amount(values.getFirst()));
                        currencies.add(FieldType.currency(values.getFirst()));
                        currency.setItems(currencies);
                        currency.setValue(FieldType.currency(values.getFirst()));
                    }
                });
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private static ValueEditor count(Component reader, String label) {
        var count = new IntegerField();
        count.setAriaLabel(label);
        count.setMin(0);
        count.setMax(999_999_999);
        count.addClassName("condition-count");
        if (label.equals(reader.getTranslation("conditions.builder.days"))) {
            count.setMax(99_999);
            count.setSuffixComponent(new Span(label));
        }
        return new ValueEditor(
                List.of(count),
                () -> count.getValue() == null
                        ? List.of()
                        : List.of(count.getValue().toString()),
                values -> count.setValue(values.isEmpty() ? null : Integer.valueOf(values.getFirst())));
    }

    private static ValueEditor date(Component reader) {
        var date = new DatePicker();
        date.setAriaLabel(reader.getTranslation("conditions.builder.day"));
        date.setLocale(Formats.current().locale());
        return new ValueEditor(
                List.of(date),
                () -> date.getValue() == null
                        ? List.of()
                        : List.of(date.getValue().toString()),
                values -> date.setValue(values.isEmpty() ? null : LocalDate.parse(values.getFirst())));
    }

    private static ValueEditor yesNo(Component reader) {
        var box = new Select<String>();
        box.setAriaLabel(reader.getTranslation("conditions.builder.value"));
        box.setItems("true", "false");
        box.setItemLabelGenerator(it -> reader.getTranslation("conditions.values." + it));
        box.setValue("true");
        return new ValueEditor(
                List.of(box),
                () -> List.of(Objects.requireNonNull(box.getValue())),
                values -> box.setValue(values.isEmpty() ? "true" : values.getFirst()));
    }
}
