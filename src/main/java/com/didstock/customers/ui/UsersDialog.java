package com.didstock.customers.ui;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Role;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantUser;
import com.didstock.tenancy.TenantUsers;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.didstock.ui.ListPage;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.function.ValueProvider;

/** Who can log in for a tenant: add somebody, change what they may do, let them in or not, give a new password. */
final class UsersDialog extends Dialog {

    private final Actor actor;
    private final TenantUsers users;
    private final int tenantId;
    private final TenantKind kind;
    private final Grid<TenantUser> grid = new Grid<>();

    /**
     * @param tenantId the own tenant or a child
     */
    UsersDialog(Actor actor, TenantUsers users, int tenantId, TenantKind kind, String name) {
        this.actor = actor;
        this.users = users;
        this.tenantId = tenantId;
        this.kind = kind;
        setHeaderTitle(getTranslation("customers.users.title", name));
        setWidth("min(56rem, 96vw)");
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        addColumns(Formats.current());
        var none = new Div(getTranslation("customers.users.none"));
        none.addClassName("muted");
        grid.setEmptyStateComponent(none);
        add(grid);
        getFooter()
                .add(
                        new Button(getTranslation("customers.users.close"), _ -> close()),
                        ListPage.primary(getTranslation("customers.user.add"), this::add));
        refresh();
    }

    private void addColumns(Formats formats) {
        column("customers.user.login", TenantUser::login);
        column("customers.user.name", TenantUser::displayName);
        column("customers.user.role", user -> getTranslation("customers.role." + user.role()));
        column(
                "customers.user.status",
                user -> getTranslation(user.active() ? "customers.user.active" : "customers.user.disabled"));
        column(
                "customers.user.last-login",
                user -> user.lastLogin() == null
                        ? getTranslation("customers.user.never")
                        : formats.dateTime(user.lastLogin()));
        grid.addComponentColumn(this::menu).setWidth("64px").setFlexGrow(0).setFrozenToEnd(true);
    }

    private void column(String key, ValueProvider<TenantUser, String> value) {
        grid.addColumn(value).setHeader(getTranslation(key)).setAutoWidth(true).setResizable(true);
    }

    private MenuBar menu(TenantUser user) {
        var bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY, MenuBarVariant.LUMO_SMALL);
        var item = bar.addItem(VaadinIcon.ELLIPSIS_DOTS_H.create());
        item.setAriaLabel(getTranslation("customers.user.actions", user.login()));
        var menu = item.getSubMenu();
        menu.addItem(getTranslation("customers.user.change-role"), _ -> changeRole(user));
        menu.addItem(getTranslation("customers.user.reset"), _ -> resetPassword(user));
        menu.addItem(
                getTranslation(user.active() ? "customers.user.disable" : "customers.user.enable"),
                _ -> setActive(user));
        return bar;
    }

    private void refresh() {
        grid.setItems(users.list(actor, tenantId));
    }

    private void add() {
        new UserForm(kind)
                .dialog(user -> attempt(() -> users.create(actor, tenantId, user)))
                .open();
    }

    private void changeRole(TenantUser user) {
        var role = new Select<Role>();
        role.setLabel(getTranslation("customers.user.role"));
        role.setItems(TenantUsers.roles(kind));
        role.setItemLabelGenerator(it -> getTranslation("customers.role." + it));
        role.setWidthFull();
        var binder = new Binder<TenantUser>();
        binder.forField(role)
                .asRequired(getTranslation("customers.user.needed"))
                .bind(TenantUser::role, (_, _) -> {});
        binder.readBean(user);
        new FormDialog(
                        getTranslation("customers.user.change-role.title", user.displayName()),
                        binder,
                        () -> attempt(() -> users.changeRole(actor, tenantId, user.id(), role.getValue())),
                        role)
                .open();
    }

    private void resetPassword(TenantUser user) {
        var password = new PasswordField(getTranslation("customers.user.password.new"));
        password.setWidthFull();
        password.setHelperText(getTranslation("customers.user.password.hint", user.displayName()));
        var binder = new Binder<TenantUser>();
        binder.forField(password)
                .asRequired(getTranslation("customers.user.needed"))
                .bind(_ -> "", (_, _) -> {});
        binder.readBean(user);
        new FormDialog(
                        getTranslation("customers.user.reset.title", user.displayName()),
                        binder,
                        () -> attempt(() -> users.resetPassword(actor, tenantId, user.id(), password.getValue())),
                        password)
                .saveLabel(getTranslation("customers.user.reset"))
                .open();
    }

    /** Keeping somebody out is asked first; letting in again takes nothing away. */
    private void setActive(TenantUser user) {
        if (!user.active()) {
            tell(() -> users.setActive(actor, tenantId, user.id(), true));
            return;
        }
        ConfirmAction.ask(
                getTranslation("customers.user.disable.title", user.displayName()),
                getTranslation("customers.user.disable.text"),
                getTranslation("customers.user.disable"),
                true,
                () -> tell(() -> users.setActive(actor, tenantId, user.id(), false)));
    }

    private void tell(Runnable work) {
        try {
            attempt(work);
        } catch (FormDialog.Refused refused) {
            Notifications.error(refused.getMessage());
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
            refresh();
        } catch (RefusedException refused) {
            throw new FormDialog.Refused(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        } catch (NotThereException _) {
            refresh();
            throw new FormDialog.Refused(getTranslation("customers.changed-meanwhile"));
        }
    }
}
