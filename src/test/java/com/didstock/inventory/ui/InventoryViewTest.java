package com.didstock.inventory.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.groups.DidGroups;
import com.didstock.inventory.Choice;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.NumberInventory;
import com.didstock.tenancy.Actor;
import com.didstock.testing.HeldTable;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestTree.Facts;
import com.didstock.ui.Tile;
import com.vaadin.flow.component.BlurNotifier;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyDownEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class InventoryViewTest extends ScreenTest {

    @Autowired
    NumberInventory inventory;

    @Autowired
    DidGroups groups;

    List<String> stock;

    @BeforeEach
    void stockUp() {
        stock = tree.load(tree.o, 6);
    }

    // ------------------------------------------------------------------------------------------- whose rows

    @Test
    void eachUserSeesExactlyTheRowsOfItsTenant() {
        tree.give(tree.o, tree.a, stock.subList(0, 3));
        tree.give(tree.a, tree.ca, stock.subList(0, 1));
        var seen = Map.of(
                tree.o.admin(), stock,
                tree.a.viewer(), stock.subList(0, 3),
                tree.ca.admin(), stock.subList(0, 1),
                tree.b.admin(), List.<String>of(),
                tree.p.admin(), List.<String>of());

        seen.forEach((actor, expected) -> {
            open(actor, "inventory");
            assertThat(rows()).as(actor.toString()).isEqualTo(expected);
            assertThat(tile("Total")).isEqualTo(Integer.toString(expected.size()));
        });
    }

    @Test
    void whatHasNoNumbersSaysHowToGetSome() {
        open(tree.b.admin(), "inventory");

        assertThat(text()).contains("No numbers yet").doesNotContain("Show all numbers");
        assertThat(find(Grid.class).all()).as("no empty table").isEmpty();
    }

    @Test
    void numbersInARowAreFoundAndTheFieldStaysInSight() {
        tree.load(tree.o, List.of("43720100000", "43720100001", "43720100002", "43720100005"), Facts.BERLIN);
        tree.put(tree.o, tree.retail(tree.o), stock);
        open(tree.o.admin(), "inventory?batch=none");

        test(inARow()).setValue(3);

        assertThat(rows()).containsExactly("43720100000", "43720100001", "43720100002");
        assertThat(address()).contains("row=3").contains("batch=none");
        open(tree.o.admin(), "inventory?row=4");
        assertThat(inARow().getValue()).isEqualTo(4);
        assertThat(find(Div.class).withClassName("inventory-filters", "open").exists())
                .isTrue();
        open(tree.o.admin(), "inventory?row=1&q=43720100");
        assertThat(rows()).as("junk is ignored").hasSize(4);
    }

    @Test
    void aSearchThatTakesTooLongIsToldSoAndTheNextOneFindsAgain() throws SQLException {
        open(tree.o.admin(), "inventory");
        var number = find(TextField.class).withClassName("inventory-number").single();

        try (var _ = HeldTable.of("did_holding")) {
            test(number).setValue(stock.getFirst());
        }

        assertThat(text()).contains("This search takes too long", "Narrow it down");
        assertThat(find(Grid.class).all()).as("no list").isEmpty();
        test(number).setValue("");
        assertThat(text()).doesNotContain("This search takes too long");
        assertThat(rows()).isEqualTo(stock);
    }

    private IntegerField inARow() {
        return find(IntegerField.class).all().stream()
                .filter(it -> it.hasClassName("rare"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyTextIsThere() {
        for (var who : List.of(tree.o.admin(), tree.a.admin(), tree.ca.admin())) {
            open(who, "inventory?q=nonsense%23");
            assertThat(text()).doesNotContain("!{").doesNotContainPattern("\\binventory\\.[a-z]");
        }
    }

    // ------------------------------------------------------------------------------------------- the URL

    @Test
    void typingSearchesAndGoesIntoTheUrl() {
        open(tree.o.admin(), "inventory");

        test(number()).setValue("=" + stock.get(2));

        assertThat(rows()).containsExactly(stock.get(2));
        assertThat(address()).isEqualTo("inventory?q=%3D" + stock.get(2));
        assertThat(text()).contains("1 found");
    }

    @Test
    void theUrlRestoresSearchFiltersSortPageAndSize() {
        tree.put(tree.o, tree.wholesale(tree.o), stock.subList(0, 2));
        open(
                tree.o.admin(),
                "inventory?q=49&batch=" + tree.wholesale(tree.o)
                        + "&status=FREE,FROZEN&country=DE&area=Ber&sort=recurring_cost&order=desc&size=100");

        assertThat(rows()).containsExactly(stock.get(1), stock.get(0));
        assertThat(number().getValue()).isEqualTo("49");
        assertThat(find(ComboBox.class).withAriaLabel("Pricing batch").single().getValue())
                .hasToString(new ChoiceBox.Option(Choice.of(tree.wholesale(tree.o)), "Wholesale").toString());
        assertThat(find(MultiSelectComboBox.class).single().getValue())
                .isEqualTo(Set.of(DidStatus.FREE, DidStatus.FROZEN));
        assertThat(find(ComboBox.class).withAriaLabel("Country").single().getValue())
                .isEqualTo("DE");
        assertThat(find(TextField.class).withAriaLabel("Area").single().getValue())
                .isEqualTo("Ber");
        assertThat(find(Select.class).withAriaLabel("Rows on a page").single().getValue())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch=x&group=-1&with=99999999999&vendor-batch=%00",
                "status=NOPE,,FREE%20&country=Germany&sort=colour&order=sideways",
                "size=7&at=abc&value=%27%3B--",
                "size=99999999999&sort=recurring_cost&at=49&value=NaN",
                "area=%00&supply=%00&q=%20",
                "back=perhaps&at=&unknown=1"
            })
    void junkInTheUrlIsIgnored(String junk) {
        open(tree.o.admin(), "inventory?" + junk);

        assertThat(rows()).hasSize(6);
    }

    @Test
    void idsOfOthersInTheUrlFindNothingAndNameNothing() {
        open(tree.o.admin(), "inventory?batch=" + tree.wholesale(tree.a));

        assertThat(text()).contains("No number matches").doesNotContain("Wholesale");
        assertThat(find(ComboBox.class).withAriaLabel("Pricing batch").single().getValue())
                .hasToString(new ChoiceBox.Option(Choice.of(tree.wholesale(tree.a)), "(deleted)").toString());
    }

    @Test
    void aSearchForSomethingDeletedSaysSoAndIsNeverWidenedByItself() {
        var group = groups.create(tree.o.admin(), "Gone soon", "");
        groups.delete(tree.o.admin(), group.id());
        open(tree.o.admin(), "inventory?group=" + group.id() + "&country=DE");

        assertThat(rows()).isEmpty();
        assertThat(text()).contains("names something that is no longer there (DID group)");
        test(button("Take it out of the search")).click();

        assertThat(rows()).isEqualTo(stock);
        assertThat(address()).isEqualTo("inventory?country=DE");
        assertThat(text()).doesNotContain("no longer there");
    }

    @Test
    void aSearchThatFindsNothingOffersWhatWould() {
        tree.load(tree.o, List.of("18002268647"), Facts.BERLIN);
        open(tree.o.admin(), "inventory");
        test(number()).setValue("8647");

        assertThat(text()).contains("No number matches").contains("Search %8647 instead: 1 found");
        test(button("Search =%8647 instead: 1 found")).click();

        assertThat(rows()).containsExactly("18002268647");
        test(number()).setValue("1999");
        test(button("Show all numbers")).click();
        assertThat(rows()).hasSize(7);
    }

    @Test
    void aPastedListSaysWhichNumbersAreUnknown() {
        open(tree.o.admin(), "inventory");

        test(number()).setValue(stock.get(0) + ", " + stock.get(1) + ", 4915112345678, n/a");

        assertThat(rows()).isEqualTo(stock.subList(0, 2));
        assertThat(text()).contains("2 of the 4 pasted numbers").contains("n/a");
    }

    @Test
    void nonsenseIsSaidInASentence() {
        open(tree.o.admin(), "inventory");

        test(number()).setValue("49#");

        assertThat(rows()).isEmpty();
        assertThat(text()).contains("#");
    }

    // ------------------------------------------------------------------------------------------- tiles and pages

    @Test
    void aTileFiltersAndPressedAgainNoLonger() {
        tree.give(tree.o, tree.a, stock.subList(0, 2));
        open(tree.o.admin(), "inventory");

        press("Free");
        assertThat(rows()).isEqualTo(stock.subList(2, 6));
        assertThat(address()).isEqualTo("inventory?status=FREE");
        press("Free");
        assertThat(rows()).isEqualTo(stock);
        press("Unpriced");
        assertThat(rows()).isEqualTo(stock.subList(2, 6));
        assertThat(address()).isEqualTo("inventory?batch=none");
    }

    @Test
    void aCustomerSeesItsNumbersAndWhatTheyCostAndNothingOfTheTradeAbove() {
        tree.give(tree.o, tree.a, stock.subList(0, 3));
        tree.give(tree.a, tree.ca, stock.subList(0, 2));
        tree.setInUse(tree.ca, stock.subList(0, 1), true);

        open(tree.ca.admin(), "inventory");

        assertThat(find(H1.class).single().getText()).isEqualTo("My numbers");
        assertThat(visibleTiles()).containsExactly("Total", "In use", "Free", "Monthly cost");
        assertThat(tile("Total")).isEqualTo("2");
        assertThat(tile("Monthly cost")).contains("6.00");
        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .contains("My numbers")
                .doesNotContain("DID Inventory");
        open(tree.a.admin(), "inventory");
        assertThat(find(H1.class).single().getText()).isEqualTo("DID Inventory");
        assertThat(visibleTiles()).contains("Unpriced", "Idle cost").doesNotContain("Monthly cost");
    }

    private List<String> visibleTiles() {
        return find(Tile.class).all().stream()
                .filter(Component::isVisible)
                .map(tile -> tile.getElement().getChild(0).getText())
                .toList();
    }

    @Test
    void pagesAreTurnedAndStayInTheUrl() {
        var more = tree.load(tree.o, 100);
        open(tree.o.admin(), "inventory");
        assertThat(rows()).hasSize(50);
        assertThat(text()).contains("1–50 of 106");

        test(find(Button.class).withAriaLabel("Next page").single()).click();
        assertThat(address()).startsWith("inventory?at=");
        assertThat(rows()).containsExactlyElementsOf(more.subList(44, 94));
        test(find(Button.class).withAriaLabel("Last page").single()).click();
        assertThat(rows()).containsExactlyElementsOf(more.subList(50, 100));
        assertThat(find(Button.class).withAriaLabel("Next page").single().isEnabled())
                .isFalse();
        test(find(Button.class).withAriaLabel("First page").single()).click();
        assertThat(address()).isEqualTo("inventory");

        test(find(TextField.class).withAriaLabel("Go to number").single()).setValue("+" + more.get(60));
        assertThat(rows().getFirst()).isEqualTo(more.get(60));
        test(find(TextField.class).withAriaLabel("Go to number").single()).setValue("9999");
        assertThat(rows()).as("behind the last page").containsExactlyElementsOf(more.subList(50, 100));
    }

    // ------------------------------------------------------------------------------------------- ticking

    @Test
    void tickingChoosesTheTickedAndNothingIsPresetToAll() {
        open(tree.o.admin(), "inventory");
        assertThat(pressed()).isEmpty();
        assertThat(button("Preview").isEnabled()).isFalse();

        tick(stock.get(0));
        tick(stock.get(4));

        assertThat(pressed()).containsExactly("2 selected");
        assertThat(text()).contains("2 selected · across pages");
        test(number()).setValue("=" + stock.get(1));
        assertThat(pressed()).as("also when another search shows others").containsExactly("2 selected");
        test(button("Clear selection")).click();
        assertThat(pressed()).isEmpty();
    }

    @Test
    void thePagesTickBoxTicksThePage() {
        open(tree.o.admin(), "inventory");

        test((Checkbox) grid().getColumnByKey("tick").getHeaderComponent()).click();

        assertThat(pressed()).containsExactly("6 selected");
    }

    // ------------------------------------------------------------------------------------------- who may what

    @Test
    void aReadOnlyUserSeesNothingToDo() {
        tree.give(tree.o, tree.a, stock);
        open(tree.a.viewer(), "inventory");

        assertThat(rows()).hasSize(6);
        assertThat(find(Select.class).withAriaLabel("What to do").exists()).isFalse();
        assertThat(cell(stock.get(0), "description").getElement().getTag()).isEqualTo("span");
    }

    @Test
    void aCustomerReturnsAndLabelsButHasNoPrices() {
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock);
        open(tree.ca.admin(), "inventory");

        assertThat(offered())
                .containsExactly(
                        "ASSIGN_TO_ACCOUNT",
                        "MOVE_TO_ACCOUNT",
                        "UNASSIGN_FROM_ACCOUNT",
                        "ASSIGN_TO_GROUP",
                        "REMOVE_FROM_GROUP",
                        "SET_DESCRIPTION",
                        "RETURN");
        assertThat(find(ComboBox.class).withAriaLabel("Pricing batch").exists()).isFalse();
        assertThat(grid().getColumnByKey("revenue")).isNull();
        assertThat(grid().getColumnByKey("batch")).isNull();
        assertThat(text()).doesNotContain("DID Pricing").doesNotContain("Wholesale");
    }

    // ------------------------------------------------------------------------------------------- in place

    @Test
    void aDescriptionIsEditedInPlace() {
        open(tree.o.admin(), "inventory");

        type(stock.get(0), "hotline", Key.ENTER);

        assertThat(inventory.get(tree.o.admin(), stock.get(0)).description()).isEqualTo("hotline");
        assertThat(messages()).singleElement().asString().contains("saved");
        assertThat(cell(stock.get(0), "description").getElement().getTextRecursively())
                .isEqualTo("hotline");
    }

    @Test
    void escapeLeavesADescriptionAsItWas() {
        open(tree.o.admin(), "inventory");

        type(stock.get(0), "hotline", Key.ESCAPE);

        assertThat(inventory.get(tree.o.admin(), stock.get(0)).version()).isZero();
        assertThat(messages()).isEmpty();
    }

    @Test
    void anEditOfWhatChangedMeanwhileIsRefusedAndShowsItAsItIs() {
        open(tree.o.admin(), "inventory");
        inventory.describe(tree.o.admin(), stock.get(0), 0, "somebody else’s");

        type(stock.get(0), "hotline", Key.ENTER);

        assertThat(messages()).singleElement().asString().contains("Somebody changed this number meanwhile");
        assertThat(cell(stock.get(0), "description").getElement().getTextRecursively())
                .isEqualTo("somebody else’s");
        assertThat(inventory.get(tree.o.admin(), stock.get(0)).version()).isEqualTo(1);
    }

    @Test
    void oneNumberIsPutIntoAGroupAndTakenOutInItsDetails() {
        var group = groups.create(tree.o.admin(), "Hotlines", "");
        open(tree.o.admin(), "inventory");

        details(stock.get(0));
        chooseGroup(new ChoiceBox.Option(Choice.of(group.id()), "Hotlines"));
        assertThat(messages()).singleElement().asString().contains("DID group of");
        assertThat(text(stock.get(0), "group")).isEqualTo("Hotlines");

        details(stock.get(0));
        chooseGroup(new ChoiceBox.Option(Choice.NONE, "No group"));
        assertThat(inventory.get(tree.o.admin(), stock.get(0)).group()).isNull();
    }

    @Test
    void whoMayNotLabelReadsTheGroup() {
        open(tree.o.viewer(), "inventory");

        details(stock.get(0));

        assertThat(find(Dialog.class).single().getHeaderTitle()).isNotBlank();
        assertThat(find(ChoiceBox.class, find(Dialog.class).single()).all()).isEmpty();
    }

    private void details(String number) {
        test(find(NativeButton.class, cell(number, "number")).single()).click();
    }

    private void chooseGroup(ChoiceBox.Option option) {
        find(ChoiceBox.class, find(Dialog.class).single()).single().setValue(option);
    }

    private String text(String number, String column) {
        return cell(number, column).getElement().getTextRecursively();
    }

    @Test
    void anEditOfWhatLeftMeanwhileSaysSo() {
        tree.give(tree.o, tree.a, stock);
        open(tree.a.admin(), "inventory");
        tree.recall(tree.o, stock.subList(0, 1));

        type(stock.get(0), "hotline", Key.ENTER);

        assertThat(messages()).singleElement().asString().contains("no longer in your inventory");
        assertThat(rows()).isEqualTo(stock.subList(1, 6));
        assertThat(inventory.get(tree.o.admin(), stock.get(0)).description()).isEmpty();
    }

    @Test
    void anotherOperatorsNumberOfTheSameDigitsIsItsOwn() {
        tree.load(tree.p, stock, Facts.BERLIN);
        open(tree.p.admin(), "inventory");

        type(stock.get(0), "ours", Key.ENTER);

        assertThat(inventory.get(tree.p.admin(), stock.get(0)).description()).isEqualTo("ours");
        assertThat(inventory.get(tree.o.admin(), stock.get(0)).description()).isEmpty();
    }

    // ------------------------------------------------------------------------------------------- words

    private void open(Actor actor, String address) {
        signIn(actor);
        UI.getCurrent().navigate(address.split("\\?")[0], parameters(address));
        assertThat(getCurrentView()).isInstanceOf(InventoryView.class);
    }

    private static QueryParameters parameters(String address) {
        var parts = address.split("\\?", 2);
        return QueryParameters.fromString(parts.length == 1 ? "" : parts[1]);
    }

    private StockGrid grid() {
        return find(StockGrid.class).single();
    }

    private List<String> rows() {
        return find(StockGrid.class).all().stream()
                .flatMap(grid -> grid.getListDataView().getItems())
                .map(DidRow::number)
                .toList();
    }

    private TextField number() {
        return find(TextField.class).withAriaLabel("DID number").single();
    }

    private Tile tileNamed(String label) {
        return find(Tile.class).all().stream()
                .filter(tile -> tile.getElement().getChild(0).getText().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private String tile(String label) {
        return tileNamed(label).value();
    }

    private void press(String label) {
        ComponentUtil.fireEvent(tileNamed(label), new ClickEvent<>(tileNamed(label)));
    }

    private Component cell(String number, String column) {
        var rows = rows();
        return test(grid()).getCellComponent(rows.indexOf(number), column);
    }

    private void tick(String number) {
        test((Checkbox) cell(number, "tick")).click();
    }

    private void type(String number, String text, Key key) {
        var cell = cell(number, "description");
        test(find(NativeButton.class, cell).single()).click();
        var field = find(TextField.class, cell).single();
        field.setValue(text);
        if (key == Key.ENTER) {
            ComponentUtil.fireEvent(field, new BlurNotifier.BlurEvent<>(field, true));
        } else {
            ComponentUtil.fireEvent(field, new KeyDownEvent(field, key.getKeys().getFirst()));
        }
    }

    /** What of "all, first N, selected" is chosen. */
    private List<String> pressed() {
        return find(NativeButton.class).withAttribute("aria-pressed", "true").all().stream()
                .map(NativeButton::getText)
                .toList();
    }

    private List<String> offered() {
        return find(Select.class)
                .withAriaLabel("What to do")
                .single()
                .getListDataView()
                .getItems()
                .map(Object::toString)
                .toList();
    }
}
