package com.didstock.provisioning.ui;

import com.didstock.provisioning.UseEnd;
import com.didstock.tenancy.AfterUse;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where numbers go when their use ends: the choices, and what each means in money. */
final class AfterUseField extends Composite<RadioButtonGroup<UseEnd.Choice>> {

    private final AccountDesk desk;

    AfterUseField(AccountDesk desk, UseEnd end) {
        this.desk = desk;
        var group = getContent();
        group.setLabel(getTranslation("provisioning.then", end.numbers()));
        group.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        group.setItems(end.choices());
        group.setRenderer(new ComponentRenderer<>(this::choice));
        end.choices().stream().filter(UseEnd.Choice::preset).findFirst().ifPresent(group::setValue);
        group.setVisible(end.numbers() > 0);
    }

    /** {@return the choice; null for what happens anyway} */
    @Nullable
    AfterUse then() {
        var chosen = getContent().getValue();
        return chosen == null || chosen.preset() ? null : chosen.then();
    }

    private Div choice(UseEnd.Choice choice) {
        var label = new Span(getTranslation(desk.key("provisioning.then." + choice.then())));
        var money = new Div(money(choice));
        money.addClassName("muted");
        return new Div(label, money);
    }

    private String money(UseEnd.Choice choice) {
        if (choice.leaving() == 0) {
            return getTranslation(desk.key("provisioning.then.pays-on"));
        }
        var charged = getTranslation(
                desk.key("provisioning.then.no-longer-charged"), choice.leaving(), sums(choice.noLongerCharged()));
        return choice.noLongerPaid().isEmpty()
                ? charged
                : charged + " " + getTranslation("provisioning.then.no-longer-paid", sums(choice.noLongerPaid()));
    }

    private static String sums(Map<String, BigDecimal> sums) {
        var formats = Formats.current();
        var text = sums.entrySet().stream()
                .map(sum -> formats.money(sum.getValue(), sum.getKey()))
                .collect(Collectors.joining(" + "));
        return text.isEmpty() ? "0" : text;
    }
}
