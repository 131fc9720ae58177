package com.didstock.internalnumbers.ui;

import com.didstock.provisioning.Account;
import com.didstock.provisioning.AccountNumbers;
import com.didstock.provisioning.Accounts;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets an account use an internal number: a new one as its ID, or one that is there as an alias. */
final class UseDialog {

    private final FormDialog dialog;
    private final Actor actor;
    private final Accounts accounts;
    private final AccountNumbers numbers;
    private final String number;
    private final ComboBox<Account> account = new ComboBox<>();
    private final TextField name = new TextField();

    UseDialog(Actor actor, Accounts accounts, AccountNumbers numbers, String number, Runnable changed) {
        this.actor = actor;
        this.accounts = accounts;
        this.numbers = numbers;
        this.number = number;
        account.setLabel(account.getTranslation("internal.use.account"));
        account.setPlaceholder(account.getTranslation("internal.use.new"));
        account.setHelperText(account.getTranslation("internal.use.hint"));
        account.setClearButtonVisible(true);
        account.setWidthFull();
        account.setItemLabelGenerator(it -> it.name().isEmpty() ? it.accountId() : it.accountId() + " · " + it.name());
        account.setItems(accounts.list(actor, actor.tenantId(), "", null, Accounts.MOST_LISTED)
                .accounts());
        account.addValueChangeListener(event -> name.setVisible(event.getValue() == null));
        name.setLabel(name.getTranslation("internal.use.name"));
        name.setWidthFull();
        var binder = new Binder<Void>();
        dialog = new FormDialog(
                        name.getTranslation("internal.use.title", number),
                        binder,
                        () -> {
                            save(account.getValue());
                            changed.run();
                        },
                        account,
                        name)
                .saveLabel(name.getTranslation("internal.use.save"));
    }

    void open() {
        dialog.open();
    }

    private void save(@Nullable Account chosen) {
        try {
            if (chosen == null) {
                accounts.create(actor, actor.tenantId(), number, name.getValue());
            } else {
                numbers.assign(actor, actor.tenantId(), chosen.id(), List.of(number));
            }
        } catch (RefusedException refused) {
            throw new FormDialog.Refused(name.getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        } catch (LimitExceededException | NotThereException | StockChangedException _) {
            throw new FormDialog.Refused(name.getTranslation("internal.changed-meanwhile"));
        }
    }
}
