package com.didstock.groups.ui;

import com.didstock.groups.DidGroup;
import com.didstock.groups.DidGroupRow;
import com.didstock.groups.DidGroups;
import com.didstock.groups.GroupRule;
import com.didstock.groups.GroupRules;
import com.didstock.tenancy.Actor;
import com.didstock.ui.Card;
import com.didstock.ui.EmptyState;
import com.didstock.ui.FormDialog;
import com.didstock.ui.ListPage;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules that group numbers, in their order. */
final class RulesCard extends Composite<Div> {

    private final Actor actor;
    private final GroupRules rules;
    private final DidGroups groups;
    private final boolean mayLabel;
    private final Consumer<Runnable> attempt;
    private final Grid<Integer> grid = new Grid<>();
    private final Div empty = new Div();
    private List<GroupRule> seen = List.of();
    private Map<Integer, String> names = Map.of();

    /**
     * @param attempt does something and refreshes the page; throws {@link FormDialog.Refused} if it can't be done
     */
    RulesCard(Actor actor, GroupRules rules, DidGroups groups, boolean mayLabel, Consumer<Runnable> attempt) {
        this.actor = actor;
        this.rules = rules;
        this.groups = groups;
        this.mayLabel = mayLabel;
        this.attempt = attempt;
        var hint = new Paragraph(getTranslation("groups.rules.hint"));
        hint.addClassName("muted");
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        addColumns();
        var heading = new Div(new Div(new H2(getTranslation("groups.rules")), hint));
        heading.addClassName("section-heading");
        if (mayLabel) {
            var buttons = new Div(
                    new Button(getTranslation("groups.rules.apply"), _ -> apply()),
                    new Button(getTranslation("groups.rules.add"), VaadinIcon.PLUS.create(), _ -> edit(-1)));
            buttons.addClassName("section-actions");
            heading.add(buttons);
        }
        getContent().add(heading, new Card(grid, empty));
    }

    private void addColumns() {
        grid.addColumn(place -> place + 1)
                .setHeader(getTranslation("groups.rules.place"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        column("groups.rules.prefix", rule -> rule.prefix() == null ? "—" : "+" + rule.prefix());
        column("groups.rules.country", rule -> ListPage.orDash(rule.country()));
        column(
                "groups.rules.type",
                rule -> rule.numberType() == null ? "—" : getTranslation("inventory.type." + rule.numberType()));
        column(
                "groups.rules.class",
                rule -> rule.numberClass() == null ? "—" : getTranslation("inventory.class." + rule.numberClass()));
        column("groups.rules.group", rule -> names.getOrDefault(rule.groupId(), "—"));
        if (mayLabel) {
            grid.addComponentColumn(this::buttons).setWidth("176px").setFlexGrow(0);
        }
    }

    private void column(String key, Function<GroupRule, String> value) {
        grid.addColumn(place -> value.apply(seen.get(place)))
                .setHeader(getTranslation(key))
                .setAutoWidth(true);
    }

    private Span buttons(int place) {
        var up = button(VaadinIcon.ARROW_UP, "groups.rules.up", place, () -> swap(place, place - 1));
        up.setEnabled(place > 0);
        var down = button(VaadinIcon.ARROW_DOWN, "groups.rules.down", place, () -> swap(place, place + 1));
        down.setEnabled(place < seen.size() - 1);
        return new Span(
                up,
                down,
                button(VaadinIcon.PENCIL, "groups.rules.edit", place, () -> edit(place)),
                button(VaadinIcon.TRASH, "groups.rules.delete", place, () -> delete(place)));
    }

    private Button button(VaadinIcon icon, String key, int place, Runnable action) {
        var button = new Button(icon.create(), _ -> action.run());
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        button.setAriaLabel(getTranslation(key, place + 1));
        return button;
    }

    void refresh() {
        seen = rules.list(actor);
        names = groups.list(actor, "").stream()
                .collect(Collectors.toMap(DidGroupRow::id, row -> row.group().name()));
        var places = new ArrayList<Integer>();
        for (int place = 0; place < seen.size(); place++) {
            places.add(place);
        }
        grid.setItems(places);
        grid.setVisible(!seen.isEmpty());
        empty.removeAll();
        if (seen.isEmpty()) {
            empty.add(new EmptyState(
                    getTranslation("groups.rules.empty.title"), getTranslation("groups.rules.empty.hint")));
        }
    }

    private void edit(int place) {
        List<DidGroup> known =
                groups.list(actor, "").stream().map(DidGroupRow::group).toList();
        if (known.isEmpty()) {
            Notifications.warning(getTranslation("groups.rules.group-first"));
            return;
        }
        new RuleForm(known, place < 0 ? null : seen.get(place))
                .dialog(rule -> {
                    var wanted = new ArrayList<>(seen);
                    if (place < 0) {
                        wanted.add(rule);
                    } else {
                        wanted.set(place, rule);
                    }
                    attempt.accept(() -> rules.set(actor, seen, wanted));
                })
                .open();
    }

    private void swap(int one, int other) {
        var wanted = new ArrayList<>(seen);
        wanted.set(one, seen.get(other));
        wanted.set(other, seen.get(one));
        set(wanted);
    }

    private void delete(int place) {
        var wanted = new ArrayList<>(seen);
        wanted.remove(place);
        set(wanted);
    }

    private void set(List<GroupRule> wanted) {
        try {
            attempt.accept(() -> rules.set(actor, seen, wanted));
        } catch (FormDialog.Refused refused) {
            Notifications.error(refused.getMessage());
        }
    }

    private void apply() {
        new ApplyRules(
                        rules.preview(actor),
                        relabel -> attempt.accept(() -> ApplyRules.tell(rules.apply(actor, relabel))))
                .open();
    }
}
