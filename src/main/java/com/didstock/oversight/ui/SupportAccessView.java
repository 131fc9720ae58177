package com.didstock.oversight.ui;

import com.didstock.oversight.SupportAccess;
import com.didstock.oversight.SupportGrant;
import com.didstock.oversight.SupportView;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.Card;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;

/** Whether the operator may view the portal as this tenant does, and who did. */
@Route("settings/support")
@Menu(order = 37, title = "oversight.support", icon = "icons/eye.svg")
@PermitAll
@OpenTo(
        right = Right.RELEASE,
        ownPeople = true,
        kinds = {TenantKind.RESELLER, TenantKind.CUSTOMER})
class SupportAccessView extends Composite<Div> implements HasDynamicTitle {

    private final Actor actor;
    private final SupportAccess support;
    private final Clock clock;
    private final Select<Integer> hours = new Select<>();
    private final Checkbox standing = new Checkbox();
    private final Grid<SupportGrant> grants = new Grid<>();
    private final Grid<SupportView> views = new Grid<>();

    SupportAccessView(CurrentActor currentActor, SupportAccess support, OwnProfile profile, Clock clock) {
        this.actor = currentActor.actor();
        this.support = support;
        this.clock = clock;
        var explained = new Paragraph(
                getTranslation("oversight.support.hint", profile.read(actor).tenantName()));
        explained.addClassName("muted");
        hours.setLabel(getTranslation("oversight.support.how-long"));
        hours.setItems(1, 8, 24, 168);
        hours.setItemLabelGenerator(it -> getTranslation("oversight.support.hours." + it));
        hours.setValue(8);
        var give = new Button(getTranslation("oversight.support.give"), _ -> give());
        give.addThemeVariants(ButtonVariant.PRIMARY);
        var form = new Div(hours, give);
        form.addClassName("support-form");
        standing.setLabel(getTranslation("oversight.support.standing"));
        standing.addValueChangeListener(chosen -> {
            if (chosen.isFromClient()) {
                support.refuseStanding(actor, !chosen.getValue());
                refresh();
            }
        });
        buildGrants(Formats.current());
        buildViews(Formats.current());
        getContent()
                .add(
                        new ViewHeader(getPageTitle()),
                        Card.titled(getTranslation("oversight.support.now"), explained, standing, form, grants),
                        Card.titled(getTranslation("oversight.support.views"), views));
        getContent().addClassName("support-access");
        refresh();
    }

    private void buildGrants(Formats formats) {
        column(grants, "oversight.support.given", grant -> formats.dateTime(grant.givenAt()));
        column(
                grants,
                "oversight.support.by",
                grant -> grant.standing() ? getTranslation("oversight.support.rule") : grant.givenBy());
        column(grants, "oversight.support.until", grant -> formats.dateTime(grant.until()));
        column(grants, "oversight.status", this::status);
        grants.addComponentColumn(grant -> {
                    var revoke = new Button(getTranslation("oversight.support.revoke"), _ -> revoke(grant));
                    revoke.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_ERROR);
                    revoke.setVisible(grant.holds(clock.instant()));
                    return revoke;
                })
                .setAutoWidth(true)
                .setFlexGrow(0);
        plain(grants, "oversight.support.none");
    }

    private void buildViews(Formats formats) {
        column(views, "oversight.looks.who", SupportView::login);
        column(views, "oversight.support.began", view -> formats.dateTime(view.startedAt()));
        column(views, "oversight.support.ended", view -> {
            var ended = view.endedAt();
            return ended == null ? "—" : formats.dateTime(ended);
        });
        plain(views, "oversight.support.no-views");
    }

    private <T> void column(Grid<T> grid, String key, ValueProvider<T, String> value) {
        grid.addColumn(value).setHeader(getTranslation(key)).setAutoWidth(true);
    }

    private void plain(Grid<?> grid, String none) {
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        var empty = new Div(getTranslation(none));
        empty.addClassName("muted");
        grid.setEmptyStateComponent(empty);
    }

    private String status(SupportGrant grant) {
        var by = grant.revokedBy();
        if (by != null) {
            return getTranslation("oversight.support.revoked-by", by);
        }
        return getTranslation(grant.holds(clock.instant()) ? "oversight.support.holds" : "oversight.support.over");
    }

    private void give() {
        try {
            support.give(actor, hours.getValue());
        } catch (RefusedException refused) {
            Notifications.error(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        }
        refresh();
    }

    private void revoke(SupportGrant grant) {
        try {
            support.revoke(actor, grant.id());
        } catch (NotThereException _) {
            Notifications.warning(getTranslation("oversight.support.over-already"));
        }
        refresh();
    }

    private void refresh() {
        var rule = support.standing(actor);
        standing.setVisible(rule.given());
        standing.setValue(!rule.refused());
        grants.setItems(List.copyOf(support.grants(actor)));
        views.setItems(List.copyOf(support.views(actor)));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("oversight.support");
    }
}
