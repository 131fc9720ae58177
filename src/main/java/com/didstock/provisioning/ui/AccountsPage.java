package com.didstock.provisioning.ui;

import com.didstock.provisioning.Account;
import com.didstock.provisioning.Accounts;
import com.didstock.ui.ListPage;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.stream.Collectors;

/** The accounts of one customer, and what can be done with them. */
final class AccountsPage extends Composite<Div> {

    private static final int ALIASES_SHOWN = 3;

    private final AccountDesk desk;
    private final boolean mayProvision;
    private final ListPage<Account> page;

    AccountsPage(AccountDesk desk, String title, boolean mayProvision) {
        this.desk = desk;
        this.mayProvision = mayProvision;
        var header = new ViewHeader(title);
        page = new ListPage<>(
                header,
                getTranslation("provisioning.search"),
                text -> desk.accounts()
                        .list(desk.actor(), desk.customer(), text, null, Accounts.MOST_LISTED)
                        .accounts(),
                getTranslation("provisioning.empty.title"),
                getTranslation(desk.key("provisioning.empty.hint")));
        page.text(getTranslation("provisioning.account-id"), account -> AccountDesk.shown(account.accountId()));
        page.text(getTranslation("provisioning.name"), account -> ListPage.orDash(account.name()));
        page.text(getTranslation("provisioning.aliases"), this::aliases);
        page.text(
                getTranslation("provisioning.status"),
                account -> getTranslation("provisioning.status." + account.status()));
        var forms = new AccountForms(desk, page::refresh);
        if (!desk.own()) {
            header.addActions(new Button(
                    getTranslation("provisioning.comparison.title"),
                    _ -> getUI().ifPresent(ui -> ui.navigate(ComparisonView.class))));
        }
        if (mayProvision) {
            header.addActions(ListPage.primary(getTranslation("provisioning.create"), forms::create));
        }
        page.actions(getTranslation("provisioning.actions"), actions(forms));
        page.onOpen(this::open);
        page.refresh();
        getContent().add(page);
    }

    private List<ListPage.Action<Account>> actions(AccountForms forms) {
        var numbers = new ListPage.Action<Account>(getTranslation("provisioning.numbers"), this::open);
        var history = new ListPage.Action<Account>(
                getTranslation("provisioning.history"), account -> new AccountHistoryDialog(desk, account).open());
        return mayProvision
                ? List.of(
                        numbers,
                        history,
                        new ListPage.Action<>(getTranslation("provisioning.change-id"), forms::changeId),
                        new ListPage.Action<>(getTranslation("provisioning.edit"), forms::edit),
                        new ListPage.Action<>(getTranslation("provisioning.delete"), forms::delete))
                : List.of(numbers, history);
    }

    private void open(Account account) {
        new AliasesDialog(desk, account, mayProvision, page::refresh).open();
    }

    private String aliases(Account account) {
        var aliases = account.aliases();
        var some = aliases.stream().limit(ALIASES_SHOWN).map(AccountDesk::shown).collect(Collectors.joining(", "));
        return aliases.size() > ALIASES_SHOWN
                ? getTranslation("provisioning.aliases.more", some, aliases.size() - ALIASES_SHOWN)
                : ListPage.orDash(some);
    }
}
