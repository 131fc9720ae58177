package com.didstock.internalnumbers.ui;

import com.didstock.ui.Card;
import com.didstock.ui.EmptyState;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Internal numbers that can be taken: look for them, press those that one likes, take them. */
final class FreeNumbersCard extends Composite<Div> {

    private static final int SHOWN = 60;

    private final BiFunction<String, Integer, List<String>> find;
    private final boolean mayTake;
    private final TextField search = new TextField();
    private final Div choices = new Div();
    private final Span hint = new Span();
    private final Button take;
    private final TreeSet<String> chosen = new TreeSet<>();
    private int left;

    FreeNumbersCard(BiFunction<String, Integer, List<String>> find, boolean mayTake, Consumer<List<String>> taken) {
        this.find = find;
        this.mayTake = mayTake;
        var title = new H2(getTranslation("internal.free"));
        title.addClassName("card-heading");
        search.setPlaceholder(getTranslation("internal.search"));
        search.setAriaLabel(getTranslation("internal.search"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(_ -> list());
        search.addClassName("list-search");
        take = new Button(getTranslation("internal.take"), _ -> taken.accept(List.copyOf(chosen)));
        take.addThemeVariants(ButtonVariant.PRIMARY);
        take.setVisible(mayTake);
        choices.addClassName("number-choices");
        choices.getElement().setAttribute("role", "group").setAttribute("aria-label", getTranslation("internal.free"));
        hint.addClassName("muted");
        var head = new Div(title, search);
        head.addClassName("card-search");
        var foot = new Div(hint, take);
        foot.addClassNames("card-foot", "number-choices-foot");
        getContent().add(new Card(head, choices, foot));
    }

    /** @param more how many more can be taken */
    void show(int more) {
        left = more;
        chosen.clear();
        list();
    }

    private void list() {
        var found = find.apply(search.getValue(), SHOWN);
        choices.removeAll();
        if (found.isEmpty()) {
            choices.add(new EmptyState(
                    getTranslation("internal.free.empty.title"), getTranslation("internal.free.empty.hint")));
        }
        found.forEach(number -> choices.add(choice(number)));
        hint(found.size());
    }

    private Button choice(String number) {
        var button = new Button(number);
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setEnabled(mayTake);
        mark(button, chosen.contains(number));
        button.addClickListener(_ -> {
            var now = chosen.add(number);
            if (!now) {
                chosen.remove(number);
            }
            mark(button, now);
            hint(choices.getComponentCount());
        });
        return button;
    }

    private static void mark(Button button, boolean now) {
        button.getElement().setAttribute("aria-pressed", Boolean.toString(now));
        if (now) {
            button.addThemeVariants(ButtonVariant.PRIMARY);
        } else {
            button.removeThemeVariants(ButtonVariant.PRIMARY);
        }
    }

    private void hint(int shown) {
        take.setText(
                chosen.isEmpty()
                        ? getTranslation("internal.take")
                        : getTranslation("internal.take.count", chosen.size()));
        take.setEnabled(!chosen.isEmpty() && chosen.size() <= left);
        if (!chosen.isEmpty()) {
            hint.setText(chosen.size() > left ? getTranslation("internal.take.over", left) : String.join(", ", chosen));
        } else {
            hint.setText(shown == SHOWN ? getTranslation("internal.free.first", SHOWN) : "");
        }
    }
}
