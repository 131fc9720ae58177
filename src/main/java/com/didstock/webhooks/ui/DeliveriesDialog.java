package com.didstock.webhooks.ui;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.didstock.ui.StatusBadge;
import com.didstock.webhooks.Webhook;
import com.didstock.webhooks.WebhookDelivery;
import com.didstock.webhooks.Webhooks;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.Objects;

/** What was sent to a webhook lately, and what became of it. */
class DeliveriesDialog extends Dialog {

    private static final int LISTED = 50;

    private final Actor actor;
    private final Webhooks webhooks;
    private final Webhook webhook;
    private final Grid<WebhookDelivery> grid = new Grid<>();
    private final Paragraph none = new Paragraph();

    DeliveriesDialog(Actor actor, Webhooks webhooks, Webhook webhook) {
        this.actor = actor;
        this.webhooks = webhooks;
        this.webhook = webhook;
        setHeaderTitle(getTranslation("webhooks.deliveries.title", webhook.url()));
        setWidth("min(900px, 96vw)");
        none.setText(getTranslation("webhooks.deliveries.none"));
        none.addClassName("muted");
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addComponentColumn(this::event)
                .setHeader(getTranslation("webhooks.event"))
                .setWidth("130px")
                .setFlexGrow(1);
        grid.addComponentColumn(this::result)
                .setHeader(getTranslation("webhooks.result"))
                .setWidth("120px")
                .setFlexGrow(2);
        grid.addComponentColumn(this::resend).setWidth("120px").setFlexGrow(0);
        grid.getElement().setAttribute("aria-label", getHeaderTitle());
        grid.setAllRowsVisible(true);
        add(none, grid);
        var done = new Button(getTranslation("webhooks.close"), _ -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("webhooks.refresh"), _ -> refresh()), done);
        refresh();
    }

    private void refresh() {
        try {
            var found = webhooks.deliveries(actor, webhook.id(), LISTED);
            grid.setItems(found);
            grid.setVisible(!found.isEmpty());
            none.setVisible(found.isEmpty());
        } catch (NotThereException _) {
            Notifications.warning(getTranslation("webhooks.gone"));
            close();
        }
    }

    private Component event(WebhookDelivery delivery) {
        var kind = delivery.kind();
        var name = new Span(
                kind == null ? getTranslation("webhooks.event.test") : getTranslation("notices.short." + kind));
        var at = new Span(Formats.current().dateTime(delivery.at()));
        at.addClassName("faint");
        return lines(name, at);
    }

    private Component result(WebhookDelivery delivery) {
        var badge = new StatusBadge(
                getTranslation("webhooks.result." + delivery.state()),
                switch (delivery.state()) {
                    case DELIVERED -> StatusBadge.Kind.OK;
                    case WAITING -> StatusBadge.Kind.MUTE;
                    case GIVEN_UP -> StatusBadge.Kind.WARN;
                });
        var code = delivery.answerCode();
        var answer = new Span((code == null ? "" : code + " ") + Objects.requireNonNullElse(delivery.answer(), ""));
        answer.addClassName("faint");
        var next = delivery.nextAt();
        var again = new Span(
                next == null || delivery.attempts() == 0
                        ? ""
                        : getTranslation("webhooks.next", Formats.current().dateTime(next)));
        again.addClassName("faint");
        return lines(badge, answer, again);
    }

    private Component resend(WebhookDelivery delivery) {
        var button = new Button(getTranslation("webhooks.resend"), _ -> {
            try {
                webhooks.resend(actor, webhook.id(), delivery.id());
                Notifications.success(getTranslation("webhooks.resend.sent"));
            } catch (RefusedException refused) {
                Notifications.warning(getTranslation(
                        refused.reason().textKey(), refused.arguments().toArray()));
            } catch (NotThereException _) {
                Notifications.warning(getTranslation("webhooks.gone"));
            }
            refresh();
        });
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setVisible(delivery.state() != WebhookDelivery.State.WAITING);
        return button;
    }

    private static Component lines(Component... parts) {
        var lines = new Div(parts);
        lines.addClassName("webhook-lines");
        return lines;
    }
}
