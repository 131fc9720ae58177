package com.didstock.internalnumbers.ui;

import com.didstock.internalnumbers.InternalAllowance;
import com.didstock.internalnumbers.InternalLimits;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.Card;
import com.didstock.ui.EmptyState;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.data.renderer.TextRenderer;

/** How many internal numbers the tenants below hold and may hold. */
final class LimitsCard extends Composite<Div> {

    private final Actor actor;
    private final InternalLimits limits;
    private final Grid<InternalAllowance> grid = new Grid<>();
    private final Div empty = new Div();

    LimitsCard(Actor actor, InternalLimits limits, boolean mayChange) {
        this.actor = actor;
        this.limits = limits;
        var title = new H2(getTranslation("internal.limits.title"));
        title.addClassName("card-heading");
        var hint = new Paragraph(getTranslation("internal.limits.hint"));
        hint.addClassName("muted");
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.addColumn(InternalAllowance::name)
                .setHeader(getTranslation("internal.limits.name"))
                .setAutoWidth(true);
        figure("internal.limits.used")
                .setRenderer(new TextRenderer<>(
                        child -> child.kind() == TenantKind.CUSTOMER ? Long.toString(child.used()) : "—"));
        figure("internal.limits.most")
                .setRenderer(new TextRenderer<>(child -> getTranslation(
                        child.kind() == TenantKind.CUSTOMER ? "internal.limits.most.own" : "internal.limits.most.each",
                        child.most())));
        if (mayChange) {
            grid.addComponentColumn(this::change).setWidth("120px").setFlexGrow(0);
        }
        empty.add(new EmptyState(
                getTranslation("internal.limits.empty.title"), getTranslation("internal.limits.empty.hint")));
        var head = new Div(title, hint);
        head.addClassName("card-search");
        getContent().addClassName("internal-limits");
        getContent().add(new Card(head, grid, empty));
        refresh();
    }

    private Grid.Column<InternalAllowance> figure(String key) {
        return grid.addColumn(InternalAllowance::most)
                .setHeader(getTranslation(key))
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true)
                .setFlexGrow(0);
    }

    private Button change(InternalAllowance child) {
        var button = new Button(getTranslation("internal.limits.change"), _ -> edit(child));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation("internal.limits.change.of", child.name()));
        return button;
    }

    private void refresh() {
        var children = limits.list(actor);
        grid.setItems(children);
        grid.setVisible(!children.isEmpty());
        empty.setVisible(children.isEmpty());
    }

    private void edit(InternalAllowance child) {
        var most = new IntegerField(getTranslation("internal.limits.most"));
        most.setMin(0);
        most.setMax(InternalLimits.HIGHEST);
        most.setStepButtonsVisible(true);
        most.setValue(child.said());
        most.setHelperText(getTranslation("internal.limits.most.hint"));
        most.setClearButtonVisible(true);
        most.setWidthFull();
        new FormDialog(
                        getTranslation("internal.limits.change.of", child.name()),
                        new Binder<Void>(),
                        () -> {
                            if (most.isInvalid()) {
                                throw new FormDialog.Refused(
                                        getTranslation("internal.refusal.LIMIT_OUT_OF_RANGE", InternalLimits.HIGHEST));
                            }
                            try {
                                limits.limit(actor, child.tenantId(), most.getValue());
                            } catch (NotThereException _) {
                                throw new FormDialog.Refused(getTranslation("internal.changed-meanwhile"));
                            }
                            refresh();
                        },
                        most)
                .open();
    }
}
