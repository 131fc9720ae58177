package com.didstock.webhooks.ui;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.ui.Card;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.EmptyState;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.didstock.ui.SecretDialog;
import com.didstock.ui.StatusBadge;
import com.didstock.ui.ViewHeader;
import com.didstock.webhooks.Webhook;
import com.didstock.webhooks.Webhooks;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Which servers of the tenant are told what happens to its numbers? */
@Route("settings/webhooks")
@Menu(order = 39, title = "webhooks.menu", icon = "icons/link.svg")
@PermitAll
@OpenTo(right = Right.CONNECT, ownPeople = true)
class WebhooksView extends Composite<Div> implements HasDynamicTitle {

    private final Actor actor;
    private final Webhooks webhooks;
    private final Div list = new Div();

    WebhooksView(CurrentActor currentActor, Webhooks webhooks) {
        this.actor = currentActor.actor();
        this.webhooks = webhooks;
        var hint = new Paragraph(getTranslation("webhooks.hint"));
        hint.addClassNames("muted", "webhook-hint");
        getContent().add(new ViewHeader(getPageTitle(), addButton()), hint, list);
        refresh();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("webhooks.title");
    }

    private Button addButton() {
        var button = new Button(getTranslation("webhooks.add"), _ -> edit(null));
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    private void refresh() {
        var found = webhooks.list(actor);
        list.removeAll();
        found.forEach(webhook -> list.add(card(webhook)));
        if (found.isEmpty()) {
            list.add(new Card(new EmptyState(
                    getTranslation("webhooks.empty.title"), getTranslation("webhooks.empty.hint"), addButton())));
        }
    }

    private Component card(Webhook webhook) {
        var by = new Span(getTranslation("webhooks.created") + ": "
                + getTranslation(
                        "webhooks.created.by", Formats.current().dateTime(webhook.createdAt()), webhook.createdBy()));
        by.addClassName("faint");
        var actions = new Div(
                action("webhooks.deliveries", () -> new DeliveriesDialog(actor, webhooks, webhook).open()),
                action("webhooks.test", () -> test(webhook)),
                action("webhooks.edit", () -> edit(webhook)),
                action("webhooks.delete", () -> askToDelete(webhook)));
        actions.addClassName("webhook-actions");
        var lines = new Div(state(webhook), by);
        lines.addClassName("webhook-lines");
        var card = Card.titled(webhook.url(), lines, actions);
        card.addClassName("webhook");
        return card;
    }

    private Button action(String key, Runnable what) {
        var button = new Button(getTranslation(key), _ -> what.run());
        button.addThemeVariants(ButtonVariant.SMALL);
        if (key.equals("webhooks.delete")) {
            button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
        }
        return button;
    }

    private StatusBadge state(Webhook webhook) {
        var stopped = webhook.stoppedAt();
        if (stopped != null) {
            return new StatusBadge(
                    getTranslation("webhooks.state.stopped", Formats.current().dateTime(stopped)),
                    StatusBadge.Kind.WARN);
        }
        if (!webhook.active()) {
            return new StatusBadge(getTranslation("webhooks.state.off"), StatusBadge.Kind.MUTE);
        }
        var failing = webhook.failingSince();
        return failing == null
                ? new StatusBadge(getTranslation("webhooks.state.works"), StatusBadge.Kind.OK)
                : new StatusBadge(
                        getTranslation(
                                "webhooks.state.failing", Formats.current().dateTime(failing)),
                        StatusBadge.Kind.WARN);
    }

    private void edit(@Nullable Webhook webhook) {
        var url = new TextField(getTranslation("webhooks.url"));
        url.setHelperText(getTranslation("webhooks.url.hint"));
        url.setRequiredIndicatorVisible(true);
        url.setWidthFull();
        url.setMaxLength(500);
        url.setAutofocus(true);
        url.setValue(webhook == null ? "https://" : webhook.url());
        var active = new Checkbox(getTranslation("webhooks.active"), webhook == null || webhook.active());
        active.setVisible(webhook != null);
        BiConsumer<String, Boolean> save =
                webhook == null ? (address, _) -> create(address) : (address, on) -> change(webhook, address, on);
        new FormDialog(
                        getTranslation(webhook == null ? "webhooks.add" : "webhooks.edit.title"),
                        new Binder<Void>(),
                        () -> saved(() -> save.accept(url.getValue(), active.getValue())),
                        url,
                        active)
                .open();
    }

    private void saved(Runnable save) {
        try {
            save.run();
        } catch (RefusedException refused) {
            throw new FormDialog.Refused(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        } catch (NotThereException _) {
            Notifications.warning(getTranslation("webhooks.gone"));
        }
        refresh();
    }

    private void create(String address) {
        var created = webhooks.create(actor, address);
        Notifications.success(getTranslation("webhooks.added"));
        new SecretDialog(
                        getTranslation("webhooks.secret.title"),
                        getTranslation("webhooks.secret.label"),
                        getTranslation("webhooks.secret.text"),
                        created.secret())
                .open();
    }

    private void change(Webhook webhook, String address, boolean active) {
        webhooks.change(actor, webhook.id(), address, active);
        Notifications.success(getTranslation("webhooks.changed"));
    }

    private void test(Webhook webhook) {
        try {
            webhooks.test(actor, webhook.id());
            Notifications.success(getTranslation("webhooks.test.sent"));
        } catch (RefusedException refused) {
            Notifications.warning(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        } catch (NotThereException _) {
            Notifications.warning(getTranslation("webhooks.gone"));
            refresh();
        }
    }

    private void askToDelete(Webhook webhook) {
        ConfirmAction.ask(
                getTranslation("webhooks.delete.title"),
                getTranslation("webhooks.delete.text", webhook.url()),
                getTranslation("webhooks.delete"),
                true,
                () -> {
                    try {
                        webhooks.delete(actor, webhook.id());
                        Notifications.success(getTranslation("webhooks.deleted"));
                    } catch (NotThereException _) {
                        Notifications.warning(getTranslation("webhooks.gone"));
                    }
                    refresh();
                });
    }
}
