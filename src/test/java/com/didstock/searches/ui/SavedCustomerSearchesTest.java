package com.didstock.searches.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.searches.SavedSearch;
import com.didstock.searches.SavedSearches;
import com.didstock.searches.SavedSearches.Terms;
import com.didstock.searches.SavedSearches.Use;
import com.didstock.searches.SearchedList;
import com.didstock.testing.ScreenTest;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** On the page of customers, as on that of numbers: save, open, close, open first. */
class SavedCustomerSearchesTest extends ScreenTest {

    private static final String RESELLERS =
            "filter=%7B%22field%22%3A%22kind%22%2C%22operator%22%3A%22IS%22%2C%22value%22%3A%22RESELLER%22%7D";

    @Autowired
    SavedSearches searches;

    @Test
    void aSearchIsSavedOpenedAndClosed() {
        open("customers?" + RESELLERS);
        assertThat(names()).containsExactly("A1");
        choose("Save this search…");
        assertThat(find(Checkbox.class).all())
                .extracting(Checkbox::getLabel)
                .noneMatch(it -> it.contains("tile"))
                .anyMatch(it -> it.contains("Open this page with it"));
        test(find(TextField.class)
                        .withPropertyValue(TextField::getLabel, "Name")
                        .single())
                .setValue("Resellers");
        test(find(Button.class).withText("Save").single()).click();
        roundTrip();

        var saved = searches.list(tree.a.admin(), SearchedList.CUSTOMERS);
        assertThat(saved).extracting(SavedSearch::name).containsExactly("Resellers");
        assertThat(searches.list(tree.a.admin(), SearchedList.NUMBERS)).isEmpty();
        assertThat(text()).contains("Resellers").doesNotContain("changed");

        test(find(Button.class)
                        .withAriaLabel("Close “Resellers” and show everything")
                        .single())
                .click();
        assertThat(names()).containsExactly("A1", "CA");
        choose("Resellers");
        assertThat(names()).containsExactly("A1");
    }

    @Test
    void thePageOpensWithTheFirstOneUnlessTheAddressAsksForSomething() {
        var what = new Terms("Resellers", RESELLERS, false);
        searches.save(tree.a.admin(), SearchedList.CUSTOMERS, what, new Use(false, true));
        searches.save(
                tree.a.admin(), SearchedList.NUMBERS, new Terms("Vienna", "country=AT", false), new Use(false, true));

        open("customers");
        assertThat(names()).containsExactly("A1");
        test(find(Button.class)
                        .withAriaLabel("Close “Resellers” and show everything")
                        .single())
                .click();
        assertThat(names()).containsExactly("A1", "CA");
        open("customers?q=ca");
        assertThat(names()).containsExactly("CA");
    }

    @Test
    void onlyThoseOfTheListAreOffered() {
        searches.save(tree.a.admin(), SearchedList.NUMBERS, new Terms("Vienna", "country=AT", false));
        searches.save(tree.b.admin(), SearchedList.CUSTOMERS, new Terms("Of another", RESELLERS, true));
        open("customers");
        assertThat(items()).extracting(MenuItem::getText).doesNotContain("Vienna", "Of another");
    }

    private void open(String address) {
        signIn(tree.a.admin());
        var parts = address.split("\\?", 2);
        UI.getCurrent().navigate(parts[0], QueryParameters.fromString(parts.length == 1 ? "" : parts[1]));
    }

    private List<String> names() {
        Grid<?> grid = find(Grid.class).single();
        return IntStream.range(0, test(grid).size())
                .mapToObj(row -> test(grid).getCellText(row, 0))
                .toList();
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

    private void choose(String label) {
        var item = items().stream()
                .filter(it -> it.getText().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not offered: " + label));
        ComponentUtil.fireEvent(item, new ClickEvent<>(item));
        roundTrip();
    }
}
