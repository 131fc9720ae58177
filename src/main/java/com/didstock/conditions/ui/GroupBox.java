package com.didstock.conditions.ui;

import com.didstock.conditions.SearchCondition;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A group: all of its parts, any of them, or not so. The outermost one holds everything. */
final class GroupBox extends Composite<Div> implements BuilderPart {

    /** How the parts are joined. */
    private enum Joiner {
        AND,
        OR
    }

    private final Workbench bench;
    private final boolean outermost;
    private final Select<Joiner> joiner = new Select<>();
    private final Checkbox not = new Checkbox();
    private final Div parts = new Div();

    GroupBox(Workbench bench, boolean outermost, @Nullable SearchCondition condition) {
        this.bench = bench;
        this.outermost = outermost;
        getContent().addClassName("condition-group");
        getContent().getElement().setAttribute("role", "group");
        getContent().getElement().setAttribute("aria-label", getTranslation("conditions.builder.group"));
        parts.addClassName("condition-parts");

        joiner.setItems(Joiner.values());
        joiner.setItemLabelGenerator(it -> getTranslation("conditions.builder.joiner." + it));
        joiner.setAriaLabel(getTranslation("conditions.builder.joiner"));
        joiner.setValue(Joiner.AND);
        joiner.addClassName("condition-joiner");
        not.setLabel(getTranslation("conditions.builder.not"));
        show(condition);
        joiner.addValueChangeListener(_ -> bench.changed().run());
        not.addValueChangeListener(_ -> bench.changed().run());
        getContent().add(head(), parts, foot());
    }

    private void show(@Nullable SearchCondition condition) {
        switch (condition) {
            case null -> {}
            case SearchCondition.Not negated
            when !not.getValue() -> {
                not.setValue(true);
                show(negated.part());
            }
            case SearchCondition.And and -> and.parts().forEach(part -> parts.add(part(part)));
            case SearchCondition.Or or -> {
                joiner.setValue(Joiner.OR);
                or.parts().forEach(part -> parts.add(part(part)));
            }
            case SearchCondition.Not _, SearchCondition.Test _ -> parts.add(part(condition));
        }
    }

    private Component part(SearchCondition condition) {
        return condition instanceof SearchCondition.Test test
                ? new TestRow(bench, test)
                : new GroupBox(bench, false, condition);
    }

    private Div head() {
        var head = new Div(joiner, not);
        head.addClassName("condition-head");
        if (!outermost) {
            var actions = new Div(
                    iconButton(VaadinIcon.ARROW_LEFT, getTranslation("conditions.builder.dissolve"), this::dissolve),
                    iconButton(
                            VaadinIcon.CLOSE_SMALL,
                            getTranslation("conditions.builder.remove-group"),
                            () -> around(this).remove(this)));
            actions.addClassName("condition-actions");
            head.add(actions);
        }
        return head;
    }

    private Div foot() {
        var test = new Button(getTranslation("conditions.builder.add"), VaadinIcon.PLUS.create(), _ -> addTest());
        var group = new Button(getTranslation("conditions.builder.add-group"), VaadinIcon.PLUS.create(), _ -> {
            var added = new GroupBox(bench, false, null);
            parts.add(added);
            added.addTest();
        });
        var foot = new Div(test, group);
        foot.addClassName("condition-foot");
        List.of(test, group).forEach(TestRow::quiet);
        return foot;
    }

    void addTest() {
        var row = new TestRow(bench, null);
        parts.add(row);
        row.focusFirst();
        bench.changed().run();
    }

    /** Adds what a condition says; its parts if it is joined like this group. */
    void add(SearchCondition condition) {
        if (condition instanceof SearchCondition.And and && joiner.getValue() == Joiner.AND && !not.getValue()) {
            and.parts().forEach(part -> parts.add(part(part)));
        } else {
            parts.add(part(condition));
        }
        bench.changed().run();
    }

    /** {@return the group in which a part lies} */
    static GroupBox around(Component part) {
        var parent = part.getParent();
        while (parent.isPresent() && !(parent.get() instanceof GroupBox)) {
            parent = parent.get().getParent();
        }
        return (GroupBox) parent.orElseThrow();
    }

    /** Into the group beside it, or into a new one. */
    void intoGroup(TestRow row) {
        var place = parts.indexOf(row);
        var beside = neighbour(place);
        parts.remove(row);
        if (beside == null) {
            beside = new GroupBox(bench, false, null);
            parts.addComponentAtIndex(place, beside);
        }
        beside.parts.add(row);
        row.focusFirst();
        bench.changed().run();
    }

    private @Nullable GroupBox neighbour(int place) {
        for (var index : new int[] {place - 1, place + 1}) {
            if (index >= 0
                    && index < parts.getComponentCount()
                    && parts.getComponentAt(index) instanceof GroupBox group) {
                return group;
            }
        }
        return null;
    }

    /** Behind this group, beside it; an emptied group goes. */
    void outOfGroup(TestRow row) {
        if (outermost) {
            return;
        }
        var outer = around(this);
        parts.remove(row);
        outer.parts.addComponentAtIndex(outer.parts.indexOf(this) + 1, row);
        if (parts.getComponentCount() == 0) {
            outer.parts.remove(this);
        }
        row.focusFirst();
        bench.changed().run();
    }

    void remove(Component part) {
        parts.remove(part);
        if (!outermost && parts.getComponentCount() == 0) {
            around(this).remove(this);
            return;
        }
        bench.changed().run();
    }

    private void dissolve() {
        var outer = around(this);
        var place = outer.parts.indexOf(this);
        var mine = parts.getChildren().toList();
        outer.parts.remove(this);
        for (var part : mine) {
            parts.remove(part);
            outer.parts.addComponentAtIndex(place++, part);
        }
        bench.changed().run();
    }

    void clear() {
        parts.removeAll();
        not.setValue(false);
        joiner.setValue(Joiner.AND);
        bench.changed().run();
    }

    boolean isEmpty() {
        return parts.getComponentCount() == 0;
    }

    @Override
    public @Nullable SearchCondition read() {
        var said = new ArrayList<SearchCondition>();
        children().map(BuilderPart::read).filter(Objects::nonNull).forEach(said::add);
        var joined = joiner.getValue() == Joiner.OR ? SearchCondition.anyOf(said) : SearchCondition.allOf(said);
        return joined == null || !not.getValue() ? joined : joined.negated();
    }

    @Override
    public int incomplete() {
        return children().mapToInt(BuilderPart::incomplete).sum();
    }

    private java.util.stream.Stream<BuilderPart> children() {
        return parts.getChildren().map(BuilderPart.class::cast);
    }

    @Override
    public void focusFirst() {
        children().findFirst().ifPresent(BuilderPart::focusFirst);
    }

    static Button iconButton(VaadinIcon icon, String label, Runnable run) {
        var button = new Button(icon.create(), _ -> run.run());
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_ICON);
        button.setAriaLabel(label);
        button.setTooltipText(label);
        return button;
    }
}
