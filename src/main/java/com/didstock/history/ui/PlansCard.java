package com.didstock.history.ui;

import com.didstock.assignment.OperationRefusedException;
import com.didstock.assignment.Plan;
import com.didstock.assignment.Plans;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.ui.Card;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;

/** What is planned for a day to come, and what became of plans lately. Not there while there is none. */
final class PlansCard extends Composite<Card> {

    private final Actor actor;
    private final Plans plans;
    private final Grid<Plan> grid = new Grid<>();

    PlansCard(Actor actor, Plans plans) {
        this.actor = actor;
        this.plans = plans;
        var formats = Formats.current();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.addColumn(plan -> formats.date(plan.effectiveOn()))
                .setHeader(getTranslation("activity.plan.day"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(plan -> getTranslation("activity.plan.operation." + plan.operation()))
                .setHeader(getTranslation("activity.plan.operation"))
                .setAutoWidth(true);
        grid.addColumn(plan -> formats.count(plan.changed() == null ? plan.wouldChange() : plan.changed()))
                .setHeader(getTranslation("activity.numbers"))
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(this::aim).setHeader(getTranslation("activity.target")).setAutoWidth(true);
        grid.addColumn(Plan::planner)
                .setHeader(getTranslation("activity.plan.planner"))
                .setAutoWidth(true);
        grid.addColumn(this::state)
                .setHeader(getTranslation("activity.plan.state"))
                .setAutoWidth(true);
        grid.addComponentColumn(this::cancelButton)
                .setAutoWidth(true)
                .setFlexGrow(0)
                .setFrozenToEnd(true);
        var heading = new H2(getTranslation("activity.plan.title"));
        heading.addClassName("card-heading");
        var head = new Div(heading);
        head.addClassName("card-search");
        getContent().add(head, grid);
    }

    @Override
    protected Card initContent() {
        return new Card();
    }

    void refresh() {
        var shown = plans.list(actor);
        grid.setItems(shown);
        setVisible(!shown.isEmpty());
    }

    /** To whom, and who moves, as far as there is somebody whose name the reader is told. */
    private String aim(Plan plan) {
        if (plan.movedName() != null && plan.targetName() != null) {
            return plan.movedName() + " → " + plan.targetName();
        }
        return plan.targetName() == null ? "—" : plan.targetName();
    }

    private String state(Plan plan) {
        var failure = plan.failure();
        var by = plan.cancelledBy();
        return failure != null
                ? getTranslation("activity.plan.failure." + failure)
                : getTranslation("activity.plan.state." + plan.state(), by == null ? "" : by);
    }

    private Button cancelButton(Plan plan) {
        var name = getTranslation("activity.plan.operation." + plan.operation());
        var day = Formats.current().date(plan.effectiveOn());
        var button = new Button(
                getTranslation("activity.plan.cancel"),
                _ -> ConfirmAction.ask(
                        getTranslation("activity.plan.cancel.title"),
                        getTranslation("activity.plan.cancel.text", name, day),
                        getTranslation("activity.plan.cancel.do"),
                        true,
                        () -> cancel(plan)));
        button.setAriaLabel(getTranslation("activity.plan.cancel.label", name, day));
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        button.setVisible(plan.state() == Plan.State.PLANNED);
        return button;
    }

    private void cancel(Plan plan) {
        try {
            plans.cancel(actor, plan.id());
            Notifications.success(getTranslation("activity.plan.cancelled"));
        } catch (RightMissingException _) {
            Notifications.error(getTranslation("activity.plan.right-missing"));
        } catch (NotThereException _) {
            Notifications.error(getTranslation("assignment.refused.PLAN_OVER"));
        } catch (OperationRefusedException refused) {
            Notifications.error(getTranslation("assignment.refused." + refused.reason()));
        }
        refresh();
    }
}
