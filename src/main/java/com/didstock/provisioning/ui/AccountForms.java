package com.didstock.provisioning.ui;

import com.didstock.provisioning.Account;
import com.didstock.provisioning.AccountStatus;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;

/** The forms for one account: new, name and status, another ID, delete. */
final class AccountForms {

    private final AccountDesk desk;
    private final Runnable changed;

    /** @param changed to be run when accounts changed */
    AccountForms(AccountDesk desk, Runnable changed) {
        this.desk = desk;
        this.changed = changed;
    }

    /** What a form holds while it is filled in. */
    private static final class Draft {
        private String accountId = "";
        private String name = "";
        private AccountStatus status = AccountStatus.ACTIVE;
    }

    void create() {
        var binder = new Binder<Draft>();
        var id = idField(binder);
        var name = nameField(binder);
        binder.readBean(new Draft());
        new FormDialog(
                        id.getTranslation("provisioning.create"),
                        binder,
                        () -> save(
                                id,
                                () -> desk.accounts()
                                        .create(desk.actor(), desk.customer(), id.getValue(), name.getValue())),
                        id,
                        name)
                .saveLabel(id.getTranslation("provisioning.create.save"))
                .open();
    }

    void edit(Account account) {
        var binder = new Binder<Draft>();
        var name = nameField(binder);
        var status = new Select<AccountStatus>();
        status.setLabel(name.getTranslation("provisioning.status"));
        status.setItems(AccountStatus.values());
        status.setItemLabelGenerator(it -> name.getTranslation("provisioning.status." + it));
        status.setWidthFull();
        binder.forField(status).bind(it -> it.status, (it, value) -> it.status = value);
        var draft = new Draft();
        draft.name = account.name();
        draft.status = account.status();
        binder.readBean(draft);
        new FormDialog(
                        name.getTranslation("provisioning.edit.title", AccountDesk.shown(account.accountId())),
                        binder,
                        () -> save(
                                name,
                                () -> desk.accounts()
                                        .update(
                                                desk.actor(),
                                                desk.customer(),
                                                account.id(),
                                                account.version(),
                                                name.getValue(),
                                                status.getValue())),
                        name,
                        status)
                .open();
    }

    void changeId(Account account) {
        var binder = new Binder<Draft>();
        var id = idField(binder);
        var draft = new Draft();
        draft.accountId = AccountDesk.shown(account.accountId());
        binder.readBean(draft);
        var end = desk.numbers().preview(desk.actor(), desk.customer(), account.id(), account.accountId());
        var then = new AfterUseField(desk, end);
        new FormDialog(
                        id.getTranslation("provisioning.change-id.title", draft.accountId),
                        binder,
                        () -> save(
                                id,
                                () -> desk.accounts()
                                        .changeId(
                                                desk.actor(),
                                                desk.customer(),
                                                account.id(),
                                                account.version(),
                                                id.getValue(),
                                                then.then())),
                        id,
                        then)
                .saveLabel(id.getTranslation("provisioning.change-id"))
                .open();
    }

    void delete(Account account) {
        var then = new AfterUseField(desk, desk.numbers().preview(desk.actor(), desk.customer(), account.id(), null));
        var text = new Paragraph(then.getTranslation(
                "provisioning.delete.text", account.numbers().size()));
        new FormDialog(
                        then.getTranslation("provisioning.delete.title", AccountDesk.shown(account.accountId())),
                        new Binder<Draft>(),
                        () -> save(
                                text,
                                () -> desk.accounts().delete(desk.actor(), desk.customer(), account.id(), then.then())),
                        text,
                        then)
                .saveLabel(text.getTranslation("provisioning.delete"))
                .open();
    }

    private void save(com.vaadin.flow.component.Component where, Runnable work) {
        desk.attempt(where, work);
        changed.run();
    }

    private TextField idField(Binder<Draft> binder) {
        var field = new TextField();
        field.setLabel(field.getTranslation("provisioning.account-id"));
        field.setHelperText(field.getTranslation(desk.key("provisioning.account-id.hint")));
        field.setWidthFull();
        field.setAutofocus(true);
        binder.forField(field)
                .asRequired(field.getTranslation("provisioning.refusal.ID_MISSING"))
                .bind(it -> it.accountId, (it, value) -> it.accountId = value);
        return field;
    }

    private static TextField nameField(Binder<Draft> binder) {
        var field = new TextField();
        field.setLabel(field.getTranslation("provisioning.name"));
        field.setWidthFull();
        binder.forField(field).bind(it -> it.name, (it, value) -> it.name = value);
        return field;
    }
}
