package com.didstock.assignment.ui;

import com.didstock.assignment.Assignments;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRefusedException;
import com.didstock.assignment.OperationRequest;
import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.HitCount;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.ui.StockActions;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.util.List;
import java.util.Set;

/** Apply to which · what to do · aiming at what · preview. Nothing is preset to all. */
final class ActionBar extends Composite<Div> implements StockActions.Bar {

    private final Actor actor;
    private final Assignments assignments;
    private final Runnable changed;
    private final ApplyToField applyTo;
    private final Select<OperationKind> operation = new Select<>();
    private final AimFields aim;
    private final Button preview = new Button();
    private InventoryFilter filter = InventoryFilter.EVERYTHING;

    ActionBar(Actor actor, Assignments assignments, FilterOptions options, Runnable changed) {
        this.actor = actor;
        this.assignments = assignments;
        this.changed = changed;
        applyTo = new ApplyToField(this::refreshButton);
        aim = new AimFields(actor, assignments, options, this::refreshButton);
        var offered = assignments.offered(actor);

        operation.setAriaLabel(getTranslation("assignment.operation"));
        operation.setPlaceholder(getTranslation("assignment.operation"));
        operation.setItems(offered);
        operation.setItemLabelGenerator(kind -> getTranslation("assignment.kind." + kind));
        operation.setRenderer(new ComponentRenderer<>(this::line));
        separateSections(offered);
        operation.addValueChangeListener(_ -> aim.show(operation.getValue()));
        operation.addClassName("operation");

        preview.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        preview.setDisableOnClick(true);
        preview.addClickListener(_ -> {
            try {
                preview();
            } finally {
                refreshButton();
            }
        });
        var label = new Span(getTranslation("assignment.apply-to"));
        label.addClassNames("muted", "apply-to-label");
        var spacer = new Span();
        spacer.addClassName("spacer");
        getContent().addClassName("action-bar");
        getContent().getElement().setAttribute("role", "region");
        getContent().getElement().setAttribute("aria-label", getTranslation("assignment.bar"));
        getContent().add(label, applyTo, operation, aim, spacer, preview);
        getContent().setVisible(!offered.isEmpty());
        aim.show(null);
    }

    /** Headings between the sections; what cannot simply be taken back comes last and is marked. */
    private void separateSections(List<OperationKind> offered) {
        OperationKind.Section section = null;
        OperationKind before = null;
        for (var kind : offered) {
            if (kind.section() != section) {
                var heading = new Span(getTranslation("assignment.section." + kind.section()));
                heading.addClassNames("faint", "small", "operation-section");
                heading.setClassName("danger-text", kind.section() == OperationKind.Section.RELEASE);
                if (before == null) {
                    operation.prependComponents(kind, heading);
                } else {
                    operation.addComponents(before, heading);
                }
                section = kind.section();
            }
            before = kind;
        }
    }

    private Component line(OperationKind kind) {
        var line = new Span(getTranslation("assignment.kind." + kind));
        line.setClassName("danger-text", kind.section() == OperationKind.Section.RELEASE);
        return line;
    }

    @Override
    public Component component() {
        return this;
    }

    @Override
    public void show(InventoryFilter now, HitCount hits, Set<String> ticked) {
        filter = now;
        applyTo.show(hits, ticked);
        refreshButton();
    }

    private void refreshButton() {
        var chosen = applyTo.chosen();
        preview.setText(
                chosen == null
                        ? getTranslation("assignment.preview")
                        : getTranslation("assignment.preview.count", applyTo.describe(Formats.current())));
        preview.setEnabled(chosen != null && operation.getValue() != null && aim.isComplete());
    }

    private void preview() {
        var chosen = applyTo.chosen();
        var kind = operation.getValue();
        if (chosen != null && kind != null) {
            open(aim.request(kind, filter, chosen));
        }
    }

    private void open(OperationRequest request) {
        try {
            var shown = assignments.preview(actor, request);
            new PreviewDialog(shown, actor, assignments, this::open, changed).open();
        } catch (OperationRefusedException refused) {
            Notifications.error(getTranslation(
                    "assignment.refused." + refused.reason(),
                    refused.arguments().toArray()));
        } catch (RefusedException refused) {
            Notifications.error(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        } catch (NotThereException _) {
            Notifications.error(getTranslation("assignment.target.gone"));
            changed.run();
        }
    }
}
