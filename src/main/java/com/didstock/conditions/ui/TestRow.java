package com.didstock.conditions.ui;

import com.didstock.conditions.ConditionField;
import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.SearchCondition;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One test: a field, an operator that fits it, and an editor that fits both. */
final class TestRow extends Composite<Div> implements BuilderPart {

    private final Workbench bench;
    private final ComboBox<ConditionField> field = new ComboBox<>();
    private final Select<ConditionOperator> operator = new Select<>();
    private final Div place = new Div();
    private ValueEditor editor;
    private boolean showing;

    TestRow(Workbench bench, SearchCondition.@Nullable Test test) {
        this.bench = bench;
        var vocabulary = bench.vocabulary();
        var start = test == null ? null : vocabulary.fields().find(test.field()).orElse(null);
        editor = ValueEditor.none();
        getContent().addClassName("condition-row");
        place.addClassName("condition-value");

        field.setAriaLabel(getTranslation("conditions.builder.field"));
        field.setPlaceholder(getTranslation("conditions.builder.field"));
        field.setItems(vocabulary.fields().fields());
        field.setItemLabelGenerator(vocabulary::label);
        field.addValueChangeListener(event -> {
            if (!showing && event.getValue() != null) {
                show(event.getValue(), event.getValue().operators().getFirst(), List.of());
                bench.changed().run();
            }
        });
        operator.setAriaLabel(getTranslation("conditions.builder.operator"));
        operator.setItemLabelGenerator(it -> ConditionSentence.operator(this, it));
        operator.addValueChangeListener(event -> {
            if (!showing && event.getValue() != null && field.getValue() != null) {
                show(field.getValue(), event.getValue(), editor.read());
                bench.changed().run();
            }
        });
        operator.setVisible(false);
        getContent().add(field, operator, place, actions());
        if (test != null && start != null) {
            show(start, test.operator(), test.values());
        }
    }

    private Div actions() {
        var actions = new Div(
                action(VaadinIcon.ARROW_RIGHT, "conditions.builder.into", () -> group().intoGroup(this)),
                action(VaadinIcon.ARROW_LEFT, "conditions.builder.out", () -> group().outOfGroup(this)),
                action(VaadinIcon.CLOSE_SMALL, "conditions.builder.remove", () -> group().remove(this)));
        actions.addClassName("condition-actions");
        return actions;
    }

    private Button action(VaadinIcon icon, String key, Runnable run) {
        return GroupBox.iconButton(icon, getTranslation(key), run);
    }

    private GroupBox group() {
        return GroupBox.around(this);
    }

    /** What was typed stays where the new operator can take it. */
    private void show(ConditionField wanted, ConditionOperator by, List<String> values) {
        showing = true;
        field.setValue(wanted);
        operator.setItems(wanted.operators());
        operator.setValue(by);
        operator.setVisible(wanted.operators().size() > 1);
        editor = ValueEditor.of(this, bench, wanted, by);
        editor.show(values.stream()
                .filter(value -> wanted.canHold(value, by))
                .limit(by.mostValues())
                .toList());
        place.removeAll();
        place.add(editor.components());
        showing = false;
    }

    @Override
    public @Nullable SearchCondition read() {
        if (field.getValue() == null || operator.getValue() == null) {
            return null;
        }
        var test = new SearchCondition.Test(field.getValue().name(), operator.getValue(), editor.read());
        return bench.vocabulary().fields().problem(test) == null ? test : null;
    }

    @Override
    public int incomplete() {
        return read() == null ? 1 : 0;
    }

    @Override
    public void focusFirst() {
        Objects.requireNonNull(field).focus();
    }

    static void quiet(Button button) {
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    }
}
