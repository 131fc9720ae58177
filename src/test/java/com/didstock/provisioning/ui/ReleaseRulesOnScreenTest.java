package com.didstock.provisioning.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.provisioning.Account;
import com.didstock.provisioning.AccountNumbers;
import com.didstock.provisioning.Accounts;
import com.didstock.provisioning.UseEnd;
import com.didstock.tenancy.AfterUse;
import com.didstock.testing.Invariants;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestTree.Member;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Deleting accounts and aliases and changing IDs on the real screens: where the numbers go. */
class ReleaseRulesOnScreenTest extends ScreenTest {

    @Autowired
    Accounts accounts;

    @Autowired
    AccountNumbers numbers;

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void provisionedFromAPricingBatchItIsBackInThatSameBatch() {
        var number = with(tree.a);
        tree.put(tree.a, tree.retail(tree.a), List.of(number));
        accounts.create(tree.a.admin(), tree.ca.id(), number, "");
        openAsProvider(tree.a, tree.ca);

        choose(0, "Delete account");
        assertThat(offered()).containsExactlyInAnyOrder(AfterUse.values());
        assertThat(preset()).isEqualTo(AfterUse.BY_ORIGIN);
        save("Delete account");

        assertThat(tree.status(tree.ca, number)).isEqualTo("ABSENT");
        assertThat(tree.status(tree.a, number)).isEqualTo("FREE");
        assertThat(tree.holding(tree.a, number).get("pricing_batch_id", Integer.class))
                .isEqualTo(tree.retail(tree.a));
        assertThat(tree.status(tree.o, number)).isEqualTo("GIVEN");
    }

    @Test
    void whatTheCustomerAlreadyHeldStaysWithTheCustomerWhoPaysOn() {
        var number = with(tree.a, tree.ca);
        accounts.create(tree.ca.admin(), tree.ca.id(), number, "");
        openAsCustomer(tree.ca);

        choose(0, "Delete account");
        assertThat(choice(AfterUse.BY_ORIGIN)).contains("You keep everything and pay on.");
        save("Delete account");

        assertThat(tree.status(tree.ca, number)).isEqualTo("FREE");
    }

    @Test
    void whoeverDeletesMayKeepItWithTheCustomer() {
        var number = with(tree.a);
        accounts.create(tree.a.admin(), tree.ca.id(), number, "");
        openAsProvider(tree.a, tree.ca);

        choose(0, "Delete account");
        assertThat(choice(AfterUse.KEEP)).contains("Keep with the customer", "The customer keeps everything");
        pick(AfterUse.KEEP);
        save("Delete account");

        assertThat(tree.status(tree.ca, number)).isEqualTo("FREE");
    }

    @Test
    void whoeverDeletesMayChooseBackToMyBatchAndSeesWhatThatMeansInMoney() {
        var number = with(tree.a, tree.ca);
        accounts.create(tree.ca.admin(), tree.ca.id(), number, "");
        openAsProvider(tree.a, tree.ca);

        choose(0, "Delete account");
        assertThat(choice(AfterUse.BACK_TO_BATCH))
                .contains("Back to my batch", "One number leaves the customer, who pays €3.00 a month less.");
        pick(AfterUse.BACK_TO_BATCH);
        save("Delete account");

        assertThat(tree.status(tree.ca, number)).isEqualTo("ABSENT");
        assertThat(tree.status(tree.a, number)).isEqualTo("FREE");
    }

    @Test
    void whoeverDeletesMayReleaseItToThePoolAbove() {
        var number = with(tree.a, tree.ca);
        accounts.create(tree.ca.admin(), tree.ca.id(), number, "");
        openAsProvider(tree.a, tree.ca);

        choose(0, "Delete account");
        assertThat(choice(AfterUse.RELEASE_TO_POOL))
                .contains("Release to the pool above", "You pay €2.50 a month less.");
        pick(AfterUse.RELEASE_TO_POOL);
        save("Delete account");

        assertThat(tree.status(tree.a, number)).isEqualTo("ABSENT");
        assertThat(tree.status(tree.o, number)).isEqualTo("FREE");
    }

    @Test
    void aCustomerIsNotOfferedToReleaseToThePoolAboveItsProvider() {
        var number = with(tree.a, tree.ca);
        accounts.create(tree.ca.admin(), tree.ca.id(), number, "");
        openAsCustomer(tree.ca);

        choose(0, "Delete account");

        assertThat(offered()).contains(AfterUse.KEEP, AfterUse.BACK_TO_BATCH).doesNotContain(AfterUse.RELEASE_TO_POOL);
    }

    @Test
    void theDefaultThatIsSetForTheCustomerIsPresetInTheDialog() {
        var number = with(tree.a, tree.ca);
        tree.run(
                tree.a,
                "TEST",
                ctx -> ctx.sql()
                        .execute("update tenant set after_use = 'BACK_TO_BATCH' where tenant_id = ?", tree.ca.id()));
        accounts.create(tree.ca.admin(), tree.ca.id(), number, "");
        openAsCustomer(tree.ca);

        choose(0, "Delete account");
        assertThat(preset()).isEqualTo(AfterUse.BACK_TO_BATCH);
        save("Delete account");

        assertThat(tree.status(tree.ca, number)).isEqualTo("ABSENT");
        assertThat(tree.status(tree.a, number)).isEqualTo("FREE");
    }

    @Test
    void anAliasThatIsRemovedIsAskedForTheSameChoices() {
        var number = with(tree.a);
        var account = accounts.create(tree.a.admin(), tree.ca.id(), "desk", "");
        numbers.assign(tree.a.admin(), tree.ca.id(), account.id(), List.of(number));
        openAsProvider(tree.a, tree.ca);

        choose(0, "Numbers");
        test(button("Remove")).click();
        assertThat(offered()).containsExactlyInAnyOrder(AfterUse.values());
        save("Remove");

        assertThat(tree.status(tree.ca, number)).isEqualTo("ABSENT");
        assertThat(tree.status(tree.a, number)).isEqualTo("FREE");
    }

    @Test
    void changingAnIdUsesTheNewNumberAndThenReleasesTheOldOneByThisRule() {
        var before = with(tree.a);
        var after = with(tree.a, tree.ca);
        accounts.create(tree.a.admin(), tree.ca.id(), before, "");
        openAsProvider(tree.a, tree.ca);

        choose(0, "Change ID");
        field("Account ID").setValue("+" + after);
        save("Change ID");

        assertThat(tree.status(tree.ca, after)).isEqualTo("IN_USE");
        assertThat(tree.status(tree.ca, before)).isEqualTo("ABSENT");
        assertThat(tree.status(tree.a, before)).isEqualTo("FREE");
    }

    @Test
    void ifTheNewNumberFailsNothingChangesAndTheReasonStandsInTheForm() {
        var before = with(tree.a, tree.ca);
        var elsewhere = with(tree.a, tree.a1);
        accounts.create(tree.ca.admin(), tree.ca.id(), before, "");
        openAsCustomer(tree.ca);

        choose(0, "Change ID");
        field("Account ID").setValue(elsewhere);
        test(button("Change ID")).click();

        assertThat(texts(find(FormDialog.class).last()))
                .anyMatch(text -> text.contains("not among the numbers of this customer"));
        assertThat(tree.status(tree.ca, before)).isEqualTo("IN_USE");
        assertThat(tree.status(tree.a1, elsewhere)).isEqualTo("FREE");
    }

    @Test
    void equalAfterNormalisationIsNoChange() {
        var number = with(tree.a);
        accounts.create(tree.a.admin(), tree.ca.id(), number, "");
        var version = tree.holding(tree.ca, number).get("version", Integer.class);
        openAsProvider(tree.a, tree.ca);

        choose(0, "Change ID");
        field("Account ID")
                .setValue("+" + number.substring(0, 2) + " (" + number.substring(2, 5) + ") " + number.substring(5));
        save("Change ID");

        assertThat(tree.holding(tree.ca, number).get("version", Integer.class)).isEqualTo(version);
    }

    @Test
    void anIdThatIsNoInventoryNumberIsAllowed() {
        var number = with(tree.a);
        accounts.create(tree.a.admin(), tree.ca.id(), number, "");
        openAsProvider(tree.a, tree.ca);

        choose(0, "Change ID");
        field("Account ID").setValue("reception@hotel");
        save("Change ID");

        assertThat(text()).contains("Accounts of CA");
        assertThat(accounts.list(tree.a.admin(), tree.ca.id(), "", null, 10).accounts())
                .singleElement()
                .satisfies(account -> assertThat(account.accountId()).isEqualTo("reception@hotel"));
        assertThat(tree.status(tree.a, number)).isEqualTo("FREE");
    }

    @Test
    @SuppressWarnings("unchecked")
    void movingToAnotherAccountOfTheCustomerReleasesNothing() {
        var number = with(tree.a);
        var from = accounts.create(tree.a.admin(), tree.ca.id(), "front", "");
        var to = accounts.create(tree.a.admin(), tree.ca.id(), "rear", "");
        numbers.assign(tree.a.admin(), tree.ca.id(), from.id(), List.of(number));
        var version = tree.holding(tree.ca, number).get("version", Integer.class);
        openAsProvider(tree.a, tree.ca);

        choose(0, "Numbers");
        test(button("Move")).click();
        var target = (ComboBox<Account>) find(ComboBox.class).all().getLast();
        target.setValue(accounts.find(tree.a.admin(), tree.ca.id(), to.id()));
        save("Move");

        assertThat(accounts.find(tree.a.admin(), tree.ca.id(), to.id()).aliases())
                .containsExactly(number);
        assertThat(tree.status(tree.ca, number)).isEqualTo("IN_USE");
        assertThat(tree.holding(tree.ca, number).get("version", Integer.class)).isEqualTo(version);
    }

    @Test
    void swappingIdAndAliasReleasesNothing() {
        var id = with(tree.a);
        var alias = with(tree.a);
        var account = accounts.create(tree.a.admin(), tree.ca.id(), id, "");
        numbers.assign(tree.a.admin(), tree.ca.id(), account.id(), List.of(alias));
        openAsProvider(tree.a, tree.ca);

        choose(0, "Numbers");
        test(button("Make it the ID")).click();

        var now = accounts.find(tree.a.admin(), tree.ca.id(), account.id());
        assertThat(now.accountId()).isEqualTo(alias);
        assertThat(now.aliases()).containsExactly(id);
        for (var number : List.of(id, alias)) {
            assertThat(tree.status(tree.ca, number)).isEqualTo("IN_USE");
        }
    }

    @Test
    void everyTenantWhoseRowChangedSeesANoticeOfIt() {
        var number = with(tree.a, tree.a1);
        accounts.create(tree.a1.admin(), tree.ca1.id(), number, "");
        openAsCustomer(tree.ca1);
        choose(0, "Delete account");
        save("Delete account");

        for (var told : List.of(tree.o, tree.a, tree.a1)) {
            signIn(told.admin());
            UI.getCurrent().navigate("notices");
            assertThat(noticed())
                    .as(told.name())
                    .anyMatch(line -> told == tree.a1
                            ? line.contains("came back to you from CA1")
                            : line.contains("No account uses") && line.contains("any more"));
        }
    }

    @Test
    void whoMayOnlyLookIsOfferedNoneOfIt() {
        var number = with(tree.a, tree.ca);
        accounts.create(tree.ca.admin(), tree.ca.id(), number, "");
        signIn(tree.a.viewer());
        UI.getCurrent().navigate("customers/" + tree.ca.id() + "/accounts");

        assertThat(actions(0)).contains("Numbers", "History").doesNotContain("Delete account", "Change ID");
    }

    /** {@return a number that went down from the operator to these, one after the other} */
    private String with(Member... levels) {
        var number = tree.load(tree.o, 1);
        var from = tree.o;
        for (var to : levels) {
            tree.give(from, to, number);
            from = to;
        }
        return number.getFirst();
    }

    private List<String> noticed() {
        var grid = find(Grid.class).first();
        return IntStream.range(0, test(grid).size())
                .mapToObj(line ->
                        test(grid).getCellComponent(line, 0).getElement().getTextRecursively())
                .toList();
    }

    private void openAsProvider(Member provider, Member customer) {
        signIn(provider.admin());
        UI.getCurrent().navigate("customers/" + customer.id() + "/accounts");
    }

    private void openAsCustomer(Member customer) {
        signIn(customer.admin());
        navigate(OwnAccountsView.class);
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<UseEnd.Choice> choices() {
        return (RadioButtonGroup<UseEnd.Choice>)
                find(RadioButtonGroup.class).all().getLast();
    }

    private List<AfterUse> offered() {
        return choices().getListDataView().getItems().map(UseEnd.Choice::then).toList();
    }

    private AfterUse preset() {
        return Objects.requireNonNull(choices().getValue()).then();
    }

    private void pick(AfterUse then) {
        choices().setValue(item(then));
    }

    private UseEnd.Choice item(AfterUse then) {
        return choices()
                .getListDataView()
                .getItems()
                .filter(it -> it.then() == then)
                .findFirst()
                .orElseThrow();
    }

    /** {@return how a choice reads} */
    private String choice(AfterUse then) {
        return String.join(
                " ",
                texts((Component) choices().getItemRenderer().createComponent(item(then)))
                        .toList());
    }

    /** Saves the form that is open last, which closes. */
    private void save(String label) {
        var open = find(FormDialog.class).all().size();
        test(button(label)).click();
        assertThat(find(FormDialog.class).all())
                .as(() -> String.join(
                        "\n",
                        find(Dialog.class).all().stream()
                                .flatMap(ScreenTest::texts)
                                .toList()))
                .hasSize(open - 1);
    }

    private TextField field(String label) {
        return find(TextField.class).all().stream()
                .filter(it -> label.equals(it.getLabel()))
                .reduce((_, last) -> last)
                .orElseThrow();
    }
}
