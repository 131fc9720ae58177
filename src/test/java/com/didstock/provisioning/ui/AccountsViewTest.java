package com.didstock.provisioning.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.history.AccountHistory;
import com.didstock.provisioning.AccountNumbers;
import com.didstock.provisioning.Accounts;
import com.didstock.testing.Invariants;
import com.didstock.testing.ScreenTest;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AccountsViewTest extends ScreenTest {

    @Autowired
    Accounts accounts;

    @Autowired
    AccountNumbers numbers;

    @Autowired
    AccountHistory history;

    @Test
    void aCustomerCreatesAnAccountWithOneOfItsNumbers() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);
        signIn(tree.ca.admin());
        navigate(OwnAccountsView.class);
        assertThat(text()).contains("No accounts yet").doesNotContain("!provisioning");

        test(button("New account")).click();
        find(FormDialog.class).first();
        field("Account ID").setValue("+" + number.getFirst());
        test(button("Create account")).click();

        assertThat(tree.status(tree.ca, number.getFirst())).isEqualTo("IN_USE");
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void theProviderGivesItsOwnNumberToAnAccountOfItsCustomer() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        UI.getCurrent().navigate("customers/" + tree.ca.id() + "/accounts");
        assertThat(text()).contains("Accounts of CA").doesNotContain("!provisioning");

        test(button("New account")).click();
        field("Account ID").setValue(number.getFirst());
        test(button("Create account")).click();

        assertThat(tree.status(tree.ca, number.getFirst())).isEqualTo("IN_USE");
        assertThat(accounts.list(tree.a.admin(), tree.ca.id(), "", null, 10).accounts())
                .singleElement()
                .satisfies(account -> assertThat(account.accountId()).isEqualTo(number.getFirst()));
    }

    @Test
    void whyItIsNotPossibleIsSaidInTheForm() {
        var elsewhere = tree.load(tree.o, 1);
        signIn(tree.ca.admin());
        navigate(OwnAccountsView.class);
        test(button("New account")).click();
        field("Account ID").setValue(elsewhere.getFirst());
        test(button("Create account")).click();

        assertThat(texts(find(FormDialog.class).first()))
                .anyMatch(text -> text.contains("not among the numbers of this customer"));
        assertThat(tree.status(tree.o, elsewhere.getFirst())).isEqualTo("FREE");
    }

    @Test
    void anAccountsHistoryIsShownToItsCustomerAndToTheProvider() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);
        var account = accounts.create(tree.ca.admin(), tree.ca.id(), number.getFirst(), "Lobby");

        for (var reader : List.of(tree.ca, tree.a)) {
            signIn(reader.admin());
            var dialog = new AccountHistoryDialog(
                    new AccountDesk(reader.admin(), tree.ca.id(), reader == tree.ca, accounts, numbers, history),
                    account);
            dialog.open();
            assertThat(texts(dialog).collect(Collectors.joining(" ")))
                    .contains("Account created", "Assigned to an account", "as its ID", "Lobby")
                    .doesNotContain("!activity", "!provisioning");
            dialog.close();
        }
    }

    @Test
    void anotherTenantsCustomerIsNotThere() {
        for (var stranger : List.of(tree.b, tree.a1, tree.o)) {
            signIn(stranger.admin());
            UI.getCurrent().navigate("customers/" + tree.ca.id() + "/accounts");

            assertThat(text()).as(stranger.name()).doesNotContain("Accounts of");
        }
    }

    private TextField field(String label) {
        return find(TextField.class).all().stream()
                .filter(field -> label.equals(field.getLabel()))
                .findFirst()
                .orElseThrow();
    }
}
