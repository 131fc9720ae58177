package com.didstock.searches.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.conditions.ConditionJson;
import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.SearchCondition;
import com.didstock.inventory.DidRow;
import com.didstock.searches.SavedSearch;
import com.didstock.searches.SavedSearches;
import com.didstock.searches.SavedSearches.Terms;
import com.didstock.searches.SavedSearches.Use;
import com.didstock.searches.SearchedList;
import com.didstock.tenancy.Actor;
import com.didstock.testing.HeldTable;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.ui.Tile;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SavedSearchesOnScreenTest extends ScreenTest {

    @Autowired
    SavedSearches searches;

    List<String> berlin;
    List<String> vienna;

    @BeforeEach
    void stockUp() {
        berlin = tree.load(tree.o, 3);
        vienna = tree.load(tree.o, TestTree.freshNumbers(2), Facts.BERLIN.in("AT", "Wien"));
    }

    // ------------------------------------------------------------------------------------------- keeping

    @Test
    void aSearchIsSavedOpenedAndClosed() {
        open(tree.o.admin(), "inventory?country=AT");
        choose("Save this search…");
        test(find(TextField.class).withCaption("Name").single()).setValue("Vienna");
        test(button("Save")).click();

        var saved = only(tree.o.admin());
        assertThat(saved.query()).isEqualTo("country=AT");
        assertThat(address()).isEqualTo("inventory?country=AT&saved=" + saved.id());
        assertThat(text()).contains("Saved search\nVienna").doesNotContain("changed");

        test(close("Vienna")).click();
        assertThat(rows()).hasSize(5);
        assertThat(address()).isEqualTo("inventory");
        choose("Vienna");
        assertThat(rows()).isEqualTo(vienna);
    }

    @Test
    void whatWasChangedIsSaidAndKeptOrNot() {
        var saved = save(tree.o.admin(), "Vienna", "country=AT", false);
        open(tree.o.admin(), "inventory?country=DE&saved=" + saved.id());
        assertThat(text()).contains("Vienna\nchanged");

        test(button("Back to what was saved")).click();
        assertThat(rows()).isEqualTo(vienna);
        assertThat(text()).doesNotContain("changed");

        open(tree.o.admin(), "inventory?country=DE&saved=" + saved.id());
        test(button("Save changes")).click();
        assertThat(text()).doesNotContain("changed");
        assertThat(only(tree.o.admin()).query()).isEqualTo("country=DE");
        assertThat(rows()).isEqualTo(berlin);
    }

    @Test
    void thePageAndTheOrderOfParametersAreNoChange() {
        var saved = save(tree.o.admin(), "Vienna", "status=FREE&country=AT", false);

        open(tree.o.admin(), "inventory?country=AT&status=FREE&size=100&saved=" + saved.id());

        assertThat(text()).contains("Vienna").doesNotContain("changed");
    }

    @Test
    void theOpenOneIsUpdatedOrAnotherIsMade() {
        var saved = save(tree.o.admin(), "Vienna", "country=AT", false);
        open(tree.o.admin(), "inventory?country=DE&saved=" + saved.id());
        choose("Save this search…");
        assertThat(find(RadioButtonGroup.class).single().getValue()).isEqualTo(Boolean.FALSE);
        test(find(TextField.class).withCaption("Name").single()).setValue("Germany");
        test(button("Save")).click();
        assertThat(only(tree.o.admin()).name()).isEqualTo("Germany");

        choose("Save this search…");
        anew();
        test(find(TextField.class).withCaption("Name").single()).setValue("germany");
        test(button("Save")).click();
        assertThat(openTexts()).anyMatch(it -> it.contains("You have another saved search of this name"));
        test(find(TextField.class).withCaption("Name").single()).setValue("Second");
        test(button("Save")).click();
        assertThat(searches.list(tree.o.admin())).extracting(SavedSearch::name).containsExactly("Germany", "Second");
    }

    // ------------------------------------------------------------------------------------------- whose

    @Test
    void aSharedOneIsOpenedByOthersOfTheTenantAndNotChanged() {
        var shared = save(tree.o.admin(), "Vienna", "country=AT", true);
        save(tree.o.admin(), "Own", "country=DE", false);
        open(tree.o.viewer(), "inventory");
        assertThat(offered()).contains("Vienna").doesNotContain("Own");

        choose("Vienna");
        assertThat(rows()).isEqualTo(vienna);
        assertThat(text()).contains("Shared by");
        open(tree.o.viewer(), "inventory?country=DE&saved=" + shared.id());
        assertThat(text()).contains("changed", "Save as new…").doesNotContain("Save changes");
        choose("Manage searches…");
        assertThat(labels()).contains("Pin “Vienna” as a tile").doesNotContain("Change “Vienna”", "Delete “Vienna”");
    }

    @Test
    void otherTenantsSeeNothingOfIt() {
        tree.give(tree.o, tree.a, berlin);
        tree.give(tree.a, tree.ca, berlin.subList(0, 1));
        var shared = searches.save(
                tree.a.admin(), SearchedList.NUMBERS, new Terms("Secret", "country=DE", true), new Use(true, true));

        for (var other : List.of(tree.o, tree.b, tree.a1, tree.ca, tree.p)) {
            open(other.admin(), "inventory");
            assertThat(address()).as("%s", other).isEqualTo("inventory");
            assertThat(offered()).as("%s", other).doesNotContain("Secret");
            assertThat(text()).as("%s", other).doesNotContain("Secret");
            open(other.admin(), "inventory?country=DE&saved=" + shared.id());
            assertThat(text()).as("%s", other).doesNotContain("Secret", "Saved search\n");
        }
    }

    @Test
    void whoSeesNoMoneyIsNotLetIntoASearchByIt() {
        tree.give(tree.o, tree.a, berlin);
        var money = ConditionJson.write(SearchCondition.Test.of("recurringCost", ConditionOperator.GREATER, "1 EUR"));
        var shared = save(tree.a.admin(), "Dear", "filter=" + URLEncoder.encode(money, StandardCharsets.UTF_8), true);
        save(tree.a.admin(), "Sorted", "sort=recurring_cost&country=DE", true);
        var clerk = tree.clerk(tree.a);
        searches.pin(clerk, shared.id(), true);
        searches.openFirst(clerk, shared.id(), true);

        open(clerk, "inventory");
        assertThat(address()).isEqualTo("inventory");
        assertThat(awaited("Dear")).isEqualTo("–");
        assertThat(text()).contains("Not yours to see");
        for (var name : List.of("Dear", "Sorted")) {
            choose(name);
            assertThat(address()).isEqualTo("inventory");
            assertThat(messages()).anyMatch(it -> it.contains("“" + name + "” asks for amounts"));
        }
        open(clerk, "inventory?sort=recurring_cost");
        assertThat(rows()).isEqualTo(berlin);
    }

    // ------------------------------------------------------------------------------------------- the first one

    @Test
    void theInventoryOpensWithTheFirstOneUnlessTheAddressAsksForSomething() {
        var first = searches.save(
                tree.o.admin(), SearchedList.NUMBERS, new Terms("Vienna", "country=AT", false), new Use(false, true));
        open(tree.o.admin(), "inventory");
        assertThat(address()).isEqualTo("inventory?country=AT&saved=" + first.id());
        assertThat(rows()).isEqualTo(vienna);

        test(close("Vienna")).click();
        assertThat(address()).isEqualTo("inventory?all=1");
        assertThat(rows()).hasSize(5);

        open(tree.o.admin(), "inventory?country=DE");
        assertThat(rows()).isEqualTo(berlin);
        assertThat(text()).doesNotContain("Saved search\n");
        open(tree.o.viewer(), "inventory");
        assertThat(rows()).as("another user").hasSize(5);
    }

    // ------------------------------------------------------------------------------------------- tiles

    @Test
    void aPinnedOneIsATileWithItsCountThatOpensAndCloses() {
        var pinned = searches.save(
                tree.o.admin(), SearchedList.NUMBERS, new Terms("Vienna", "country=AT", false), new Use(true, false));
        open(tree.o.admin(), "inventory");
        assertThat(awaited("Vienna")).isEqualTo("2");
        assertThat(tile("Vienna").isPressed()).isFalse();

        press("Vienna");
        assertThat(address()).isEqualTo("inventory?country=AT&saved=" + pinned.id());
        assertThat(tile("Vienna").isPressed()).isTrue();
        assertThat(tile("Total").value()).isEqualTo("5");
        press("Vienna");
        assertThat(address()).isEqualTo("inventory");
    }

    @Test
    void aTileThatTakesTooLongSaysSo() throws SQLException {
        save(tree.o.admin(), "Vienna", "country=AT", false);
        open(tree.o.admin(), "inventory");
        choose("Manage searches…");

        try (var _ = HeldTable.of("did_holding")) {
            test(labelled("Pin “Vienna” as a tile")).click();
            assertThat(awaited("Vienna")).isEqualTo("–");
        }

        assertThat(text()).contains("Too much to count");
        assertThat(tile("Total").value()).isEqualTo("5");
    }

    // ------------------------------------------------------------------------------------------- managing

    @Test
    void searchesAreManaged() {
        save(tree.o.admin(), "Vienna", "country=AT", false);
        open(tree.o.admin(), "inventory");
        choose("Manage searches…");

        test(labelled("Pin “Vienna” as a tile")).click();
        test(labelled("Open this page with “Vienna”")).click();
        assertThat(only(tree.o.admin()).pinned()).isTrue();
        assertThat(only(tree.o.admin()).opensFirst()).isTrue();
        assertThat(tile("Vienna").isVisible()).isTrue();

        test(labelled("Change “Vienna”")).click();
        test(find(TextField.class).withCaption("Name").single()).setValue("Wien");
        test(find(Checkbox.class)
                        .withCaption("Share with all users of my tenant")
                        .single())
                .click();
        test(button("Save")).click();
        assertThat(only(tree.o.viewer()).name()).isEqualTo("Wien");
        assertThat(only(tree.o.admin()).pinned()).isTrue();

        test(labelled("Delete “Wien”")).click();
        var asked = find(ConfirmDialog.class).single();
        assertThat(asked.getElement().getTextRecursively() + asked.getElement().getProperty("message"))
                .contains("all users of your tenant lose it");
        test(asked).confirm();
        assertThat(searches.list(tree.o.admin())).isEmpty();
        assertThat(text()).doesNotContain("Wien");
    }

    @Test
    void aSeventhPinIsRefusedInASentence() {
        for (var n = 0; n < SavedSearches.MOST_PINS; n++) {
            searches.save(
                    tree.o.admin(), SearchedList.NUMBERS, new Terms("Pin " + n, "q=" + n, false), new Use(true, false));
        }
        save(tree.o.admin(), "One more", "q=9", false);
        open(tree.o.admin(), "inventory");
        choose("Manage searches…");

        test(labelled("Pin “One more” as a tile")).click();

        assertThat(messages()).anyMatch(it -> it.contains("6 searches at most"));
    }

    // ------------------------------------------------------------------------------------------- doing

    private void open(Actor actor, String address) {
        signIn(actor);
        var parts = address.split("\\?", 2);
        UI.getCurrent().navigate(parts[0], QueryParameters.fromString(parts.length == 1 ? "" : parts[1]));
    }

    private SavedSearch save(Actor actor, String name, String query, boolean shared) {
        return searches.save(actor, SearchedList.NUMBERS, new Terms(name, query, shared));
    }

    private SavedSearch only(Actor actor) {
        var all = searches.list(actor);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private List<MenuItem> items() {
        return find(SavedSearchMenu.class)
                .single()
                .getContent()
                .getItems()
                .getFirst()
                .getSubMenu()
                .getItems();
    }

    private List<String> offered() {
        return items().stream().map(MenuItem::getText).toList();
    }

    private void choose(String label) {
        var item = items().stream()
                .filter(it -> it.getText().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not offered: " + label));
        ComponentUtil.fireEvent(item, new ClickEvent<>(item));
        roundTrip();
    }

    @SuppressWarnings("unchecked")
    private void anew() {
        ((RadioButtonGroup<Boolean>) find(RadioButtonGroup.class).single()).setValue(Boolean.TRUE);
        roundTrip();
    }

    private List<String> rows() {
        return find(Grid.class).all().stream()
                .flatMap(grid -> ((Grid<?>) grid).getListDataView().getItems())
                .map(row -> ((DidRow) row).number())
                .toList();
    }

    private Button close(String name) {
        return labelled("Close “" + name + "” and show everything");
    }

    private Button labelled(String label) {
        return find(Button.class).withAriaLabel(label).single();
    }

    private List<String> labels() {
        return find(Button.class).all().stream()
                .map(it -> it.getElement().getAttribute("aria-label"))
                .filter(it -> it != null)
                .toList();
    }

    private List<String> openTexts() {
        return find(com.vaadin.flow.component.dialog.Dialog.class).all().stream()
                .flatMap(it -> texts((Component) it))
                .toList();
    }

    private Tile tile(String label) {
        return find(Tile.class).all().stream()
                .filter(it -> it.getElement().getChild(0).getText().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no tile " + label));
    }

    private void press(String label) {
        ComponentUtil.fireEvent(tile(label), new ClickEvent<>(tile(label)));
        roundTrip();
    }

    /** The figure of a tile, once it was counted. */
    private String awaited(String label) {
        var end = Instant.now().plus(Duration.ofSeconds(20));
        while (tile(label).value().equals("…") && Instant.now().isBefore(end)) {
            pause();
            roundTrip();
        }
        assertThat(tile(label).value()).as(label).isNotEqualTo("…");
        return tile(label).value();
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
