package com.didstock.provisioning.ui;

import com.didstock.provisioning.Account;
import com.didstock.provisioning.AccountNumber;
import com.didstock.provisioning.Accounts;
import com.didstock.provisioning.NumberRole;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import java.util.List;
import java.util.function.Supplier;

/** The numbers that an account uses: add aliases, remove them, move them, make one the ID. */
final class AliasesDialog extends Dialog {

    private final AccountDesk desk;
    private final Runnable changed;
    private final boolean mayProvision;
    private final Div list = new Div();
    private final TextField number = new TextField();
    private Account account;

    /** @param changed to be run when accounts changed */
    AliasesDialog(AccountDesk desk, Account account, boolean mayProvision, Runnable changed) {
        this.desk = desk;
        this.account = account;
        this.mayProvision = mayProvision;
        this.changed = changed;
        addClassName("form-dialog");
        number.setLabel(getTranslation("provisioning.alias.add"));
        number.setHelperText(getTranslation(desk.key("provisioning.alias.hint")));
        number.setWidthFull();
        var assign = new Button(getTranslation("provisioning.alias.assign"), _ -> assign());
        assign.addThemeVariants(ButtonVariant.PRIMARY);
        add(list);
        if (mayProvision) {
            add(number, assign);
        }
        getFooter().add(new Button(getTranslation("ui.close"), _ -> close()));
        show(account);
    }

    private void show(Account now) {
        account = now;
        setHeaderTitle(getTranslation("provisioning.numbers.title", AccountDesk.shown(now.accountId())));
        list.removeAll();
        if (now.numbers().isEmpty()) {
            list.add(new Paragraph(getTranslation("provisioning.numbers.none")));
        }
        now.numbers().forEach(used -> list.add(line(used)));
    }

    private Div line(AccountNumber used) {
        var shown = new Span(AccountDesk.shown(used.number()));
        var role = new Span(" · " + getTranslation("provisioning.role." + used.role()));
        role.addClassName("muted");
        var line = new Div(shown, role);
        line.addClassName("account-number");
        if (mayProvision && used.role() == NumberRole.ALIAS) {
            if (account.hasNumberAsId()) {
                line.add(action(
                        "provisioning.alias.make-id",
                        () -> act(() ->
                                desk.numbers().swap(desk.actor(), desk.customer(), account.id(), used.number()))));
            }
            line.add(
                    action("provisioning.alias.move", () -> move(used.number())),
                    action("provisioning.alias.remove", () -> remove(used.number())));
        }
        return line;
    }

    private Button action(String key, Runnable run) {
        var button = new Button(getTranslation(key), _ -> run.run());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    private void assign() {
        number.setInvalid(false);
        try {
            desk.attempt(
                    this,
                    () -> show(desk.numbers()
                            .assign(desk.actor(), desk.customer(), account.id(), List.of(number.getValue()))));
            number.clear();
            changed.run();
        } catch (FormDialog.Refused refused) {
            number.setErrorMessage(refused.getMessage());
            number.setInvalid(true);
        }
    }

    private void act(Supplier<Account> work) {
        try {
            desk.attempt(this, () -> show(work.get()));
            changed.run();
        } catch (FormDialog.Refused refused) {
            Notifications.error(refused.getMessage());
        }
    }

    private void remove(String alias) {
        var then = new AfterUseField(desk, desk.numbers().preview(desk.actor(), desk.customer(), account.id(), alias));
        new FormDialog(
                        getTranslation("provisioning.alias.remove.title", AccountDesk.shown(alias)),
                        new Binder<Void>(),
                        () -> {
                            desk.attempt(
                                    this,
                                    () -> show(desk.numbers()
                                            .remove(desk.actor(), desk.customer(), account.id(), alias, then.then())));
                            changed.run();
                        },
                        then)
                .saveLabel(getTranslation("provisioning.alias.remove"))
                .open();
    }

    private void move(String alias) {
        var others =
                desk.accounts().list(desk.actor(), desk.customer(), "", null, Accounts.MOST_LISTED).accounts().stream()
                        .filter(other -> other.id() != account.id())
                        .toList();
        var field = new ComboBox<Account>(getTranslation("provisioning.alias.move.to"), others);
        field.setItemLabelGenerator(other -> other.name().isEmpty()
                ? AccountDesk.shown(other.accountId())
                : AccountDesk.shown(other.accountId()) + " · " + other.name());
        field.setWidthFull();
        var binder = new Binder<Account[]>();
        binder.forField(field)
                .asRequired(getTranslation("provisioning.alias.move.missing"))
                .bind(it -> it[0], (it, value) -> it[0] = value);
        new FormDialog(
                        getTranslation("provisioning.alias.move.title", AccountDesk.shown(alias)),
                        binder,
                        () -> {
                            desk.attempt(
                                    this,
                                    () -> desk.numbers()
                                            .move(
                                                    desk.actor(),
                                                    desk.customer(),
                                                    account.id(),
                                                    alias,
                                                    field.getValue().id()));
                            show(desk.accounts().find(desk.actor(), desk.customer(), account.id()));
                            changed.run();
                        },
                        field)
                .saveLabel(getTranslation("provisioning.alias.move"))
                .open();
    }
}
