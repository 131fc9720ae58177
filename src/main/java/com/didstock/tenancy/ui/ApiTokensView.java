package com.didstock.tenancy.ui;

import com.didstock.tenancy.ApiToken;
import com.didstock.tenancy.ApiTokens;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OpenTo;
import com.didstock.ui.Card;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.EmptyState;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.didstock.ui.SecretDialog;
import com.didstock.ui.StatusBadge;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/** Which programs may act in this user's name? */
@Route("settings/api-tokens")
@Menu(order = 38, title = "tokens.menu", icon = "icons/key.svg")
@PermitAll
@OpenTo(ownPeople = true)
class ApiTokensView extends Div implements HasDynamicTitle {

    private final transient ApiTokens tokens;
    private final transient CurrentActor currentActor;
    private final transient Clock clock;
    private final Grid<ApiToken> grid = new Grid<>();
    private final Card list = new Card(grid);
    private final EmptyState empty;

    ApiTokensView(ApiTokens tokens, CurrentActor currentActor, Clock clock) {
        this.tokens = tokens;
        this.currentActor = currentActor;
        this.clock = clock;

        empty = new EmptyState(
                getTranslation("tokens.empty.title"), getTranslation("tokens.empty.hint"), createButton());
        grid.addColumn(ApiToken::name).setKey("name").setHeader(getTranslation("tokens.name"));
        grid.addColumn(ApiToken::login).setKey("user").setHeader(getTranslation("tokens.user"));
        grid.addColumn(token -> getTranslation(token.readOnly() ? "tokens.scope.read" : "tokens.scope.all"))
                .setKey("scope")
                .setHeader(getTranslation("tokens.scope"));
        grid.addColumn(token -> Formats.current().date(token.createdAt()))
                .setKey("created")
                .setHeader(getTranslation("tokens.created"));
        grid.addComponentColumn(this::state).setKey("state").setHeader(getTranslation("tokens.state"));
        grid.addComponentColumn(this::revokeButton)
                .setKey("actions")
                .setFlexGrow(0)
                .setWidth("130px");
        grid.getColumns().forEach(column -> column.setResizable(true));
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.getElement().setAttribute("aria-label", getTranslation("tokens.title"));

        var hint = new Span(getTranslation("tokens.hint"));
        hint.addClassName("muted");
        var notice = new Div(hint);
        notice.addClassName("view-hint");
        add(new ViewHeader(getTranslation("tokens.title"), createButton()), notice, list, new Card(empty));
        refresh();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("tokens.title");
    }

    private void refresh() {
        var found = tokens.list(currentActor.actor());
        grid.setItems(found);
        list.setVisible(!found.isEmpty());
        empty.getParent().ifPresent(card -> card.setVisible(found.isEmpty()));
    }

    private Button createButton() {
        var button = new Button(getTranslation("tokens.create"), _ -> create());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    private void create() {
        new NewTokenDialog(clock, wanted -> {
                    var created =
                            tokens.create(currentActor.actor(), wanted.name(), wanted.readOnly(), wanted.expiresAt());
                    refresh();
                    new SecretDialog(
                                    getTranslation("tokens.secret.title"),
                                    getTranslation("tokens.secret.label"),
                                    getTranslation("tokens.secret.text"),
                                    created.secret())
                            .open();
                })
                .open();
    }

    private Component state(ApiToken token) {
        if (token.revokedAt() != null) {
            return new StatusBadge(getTranslation("tokens.state.revoked"), StatusBadge.Kind.MUTE);
        }
        if (!token.worksAt(clock.instant())) {
            return new StatusBadge(getTranslation("tokens.state.expired"), StatusBadge.Kind.WARN);
        }
        var badge = new StatusBadge(getTranslation("tokens.state.works"), StatusBadge.Kind.OK);
        var expires = token.expiresAt();
        if (expires == null) {
            return badge;
        }
        var until = new Span(getTranslation("tokens.until", Formats.current().date(expires)));
        until.addClassName("faint");
        var row = new Div(badge, until);
        row.addClassName("row");
        return row;
    }

    private Component revokeButton(ApiToken token) {
        if (!token.worksAt(clock.instant())) {
            return new Span();
        }
        var button = new Button(
                getTranslation("tokens.revoke"),
                _ -> ConfirmAction.ask(
                        getTranslation("tokens.revoke.title", token.name()),
                        getTranslation("tokens.revoke.text"),
                        getTranslation("tokens.revoke"),
                        true,
                        () -> revoke(token)));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL, ButtonVariant.ERROR);
        button.setAriaLabel(getTranslation("tokens.revoke.title", token.name()));
        return button;
    }

    private void revoke(ApiToken token) {
        try {
            tokens.revoke(currentActor.actor(), token.id());
            Notifications.success(getTranslation("tokens.revoked", token.name()));
        } catch (NotThereException _) {
            Notifications.warning(getTranslation("tokens.gone"));
        }
        refresh();
    }
}
