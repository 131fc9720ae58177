package com.didstock.groups.ui;

import com.didstock.groups.DidGroup;
import com.didstock.groups.GroupRule;
import com.didstock.numbering.NumberClass;
import com.didstock.numbering.NumberType;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One rule: which numbers go into which group. */
final class RuleForm {

    private final FormLayout layout = new FormLayout();
    private final TextField prefix = new TextField();
    private final ComboBox<String> country = new ComboBox<>();
    private final ComboBox<NumberType> type = new ComboBox<>();
    private final ComboBox<NumberClass> grade = new ComboBox<>();
    private final ComboBox<DidGroup> group = new ComboBox<>();
    private final Binder<GroupRule> binder = new Binder<>();
    private final boolean isNew;

    RuleForm(List<DidGroup> groups, @Nullable GroupRule rule) {
        isNew = rule == null;
        prefix.setLabel(text("groups.rules.prefix"));
        prefix.setPlaceholder("+49 30");
        prefix.setClearButtonVisible(true);
        country.setLabel(text("groups.rules.country"));
        country.setItems(countries());
        country.setItemLabelGenerator(this::name);
        country.setClearButtonVisible(true);
        type.setLabel(text("groups.rules.type"));
        type.setItems(NumberType.values());
        type.setItemLabelGenerator(it -> text("inventory.type." + it));
        type.setClearButtonVisible(true);
        grade.setLabel(text("groups.rules.class"));
        grade.setItems(NumberClass.values());
        grade.setItemLabelGenerator(it -> text("inventory.class." + it));
        grade.setClearButtonVisible(true);
        group.setLabel(text("groups.rules.group"));
        group.setItems(groups);
        group.setItemLabelGenerator(DidGroup::name);
        bind(groups);
        binder.readBean(rule == null ? new GroupRule(0, null, null, null, null) : rule);
        layout.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("420px", 2));
        layout.add(prefix, country, type, grade);
        layout.add(group, 2);
    }

    private String text(String key) {
        return layout.getTranslation(key);
    }

    private List<String> countries() {
        return Arrays.stream(Locale.getISOCountries())
                .sorted((one, other) -> name(one).compareTo(name(other)))
                .toList();
    }

    private String name(String code) {
        return Locale.of("", code).getDisplayCountry(UI.getCurrent().getLocale()) + " (" + code + ")";
    }

    private void bind(List<DidGroup> groups) {
        binder.forField(prefix)
                .withValidator(
                        typed -> typed.isBlank() || typed.matches("[0-9 +().-]*[0-9][0-9 +().-]*"),
                        text("groups.refusal.PREFIX_NOT_DIGITS"))
                .bind(rule -> rule.prefix() == null ? "" : rule.prefix(), (_, _) -> {});
        binder.forField(country).bind(GroupRule::country, (_, _) -> {});
        binder.forField(type).bind(GroupRule::numberType, (_, _) -> {});
        binder.forField(grade).bind(GroupRule::numberClass, (_, _) -> {});
        binder.forField(group)
                .asRequired(text("groups.rules.group-missing"))
                .bind(
                        rule -> groups.stream()
                                .filter(known -> known.id() == rule.groupId())
                                .findFirst()
                                .orElse(null),
                        (_, _) -> {});
    }

    FormDialog dialog(Consumer<GroupRule> save) {
        return new FormDialog(
                text(isNew ? "groups.rules.add" : "groups.rules.edit-title"),
                binder,
                () -> save.accept(new GroupRule(
                        group.getValue().id(),
                        prefix.getValue(),
                        country.getValue(),
                        type.getValue(),
                        grade.getValue())),
                layout);
    }
}
