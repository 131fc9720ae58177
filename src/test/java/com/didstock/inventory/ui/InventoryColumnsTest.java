package com.didstock.inventory.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.provisioning.AccountNumbers;
import com.didstock.provisioning.Accounts;
import com.didstock.settings.SettingKey;
import com.didstock.settings.UserSettings;
import com.didstock.tenancy.Actor;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestTree.Facts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid.Column;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.QueryParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class InventoryColumnsTest extends ScreenTest {

    @Autowired
    UserSettings settings;

    @Autowired
    Accounts accounts;

    @Autowired
    AccountNumbers accountNumbers;

    List<String> stock;

    @BeforeEach
    void stockUp() {
        stock = tree.load(tree.o, 3);
    }

    // ------------------------------------------------------------------------------------------- chosen and kept

    @Test
    void columnsAreHiddenShownMovedAndRememberedForTheUserAlone() {
        open(tree.o.admin());
        assertThat(columns()).startsWith("number", "group", "country", "status").contains("margin");

        test(find(Button.class).withClassName("columns-button").single()).click();
        test(box("DID group")).click();
        test(box("Class")).click();
        test(find(Button.class)
                        .withAriaLabel("Move Status further to the front")
                        .single())
                .click();

        assertThat(columns())
                .startsWith("number", "status", "country")
                .endsWith("class")
                .doesNotContain("group");
        open(tree.o.viewer());
        assertThat(columns()).startsWith("number", "group", "country", "status").doesNotContain("class");
        open(tree.o.admin());
        assertThat(columns())
                .startsWith("number", "status", "country")
                .endsWith("class")
                .doesNotContain("group");

        test(find(Button.class).withClassName("columns-button").single()).click();
        test(button("Reset to default")).click();
        assertThat(columns()).startsWith("number", "group", "country", "status").doesNotContain("class");
    }

    @Test
    void theNumberCannotBeHidden() {
        open(tree.o.admin());

        test(find(Button.class).withClassName("columns-button").single()).click();

        assertThat(box("DID number").isEnabled()).isFalse();
    }

    @Test
    void widthsDensityAndPageSizeAreRemembered() {
        keep(tree.o.admin(), Map.of("widths", Map.of("group", 300), "compact", false, "size", 200));
        open(tree.o.admin());

        assertThat(column("group").getWidth()).isEqualTo("300px");
        assertThat(grid().getThemeNames()).doesNotContain(GridVariant.LUMO_COMPACT.getVariantName());
        assertThat(pageSize().getValue()).isEqualTo(200);

        pageSize().setValue(100);
        assertThat(address()).isEqualTo("inventory?size=100");
        open(tree.o.admin());
        assertThat(pageSize().getValue()).isEqualTo(100);
        pageSize().setValue(50);
        assertThat(pageSize().getValue()).isEqualTo(50);
        open(tree.o.admin());
        assertThat(pageSize().getValue()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"columns\":[\"colour\",\"class\",null,\"class\",\"<b>\"],\"size\":7}",
                "{\"columns\":[\"class\"],\"widths\":{\"class\":null,\"x\":-4,\"number\":-900000}}",
                "{\"columns\":[\"class\"],\"more\":{\"a\":[1]}}"
            })
    void whatIsKeptAndMeansNothingIsIgnored(String kept) {
        settings.keep(
                tree.o.admin(),
                SettingKey.INVENTORY_LIST,
                tools.jackson.databind.json.JsonMapper.shared().readTree(kept));

        open(tree.o.admin());

        assertThat(columns()).containsExactly("number", "class");
        assertThat(pageSize().getValue()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "\"x\"", "{\"columns\":{\"a\":1}}", "{\"size\":\"many\"}", "{\"columns\":[]}"})
    void whatCannotBeReadIsTheStandard(String kept) {
        settings.keep(
                tree.o.admin(),
                SettingKey.INVENTORY_LIST,
                tools.jackson.databind.json.JsonMapper.shared().readTree(kept));

        open(tree.o.admin());

        assertThat(columns()).startsWith("number", "group", "country", "status");
    }

    // ------------------------------------------------------------------------------------------- who sees what

    @Test
    void whoMayNotSeeMoneyHasNoColumnOfItWhateverWasKept() {
        var clerk = tree.clerk(tree.o);
        keep(clerk, Map.of("columns", List.of("number", "margin", "recurring-cost", "revenue", "currency", "class")));

        open(clerk);

        assertThat(columns()).containsExactly("number", "class");
        test(find(Button.class).withClassName("columns-button").single()).click();
        assertThat(find(Checkbox.class).all())
                .extracting(Checkbox::getLabel)
                .contains("Class")
                .doesNotContain("Margin", "Recurring cost", "Recurring revenue", "Activation cost", "Currency");
    }

    @Test
    void belowCostIsSaidInWordsNotByColourAlone() {
        tree.load(tree.o, List.of("4930111111"), Facts.BERLIN);
        tree.give(tree.o, tree.a, List.of("4930111111"));
        keep(tree.o.admin(), Map.of("columns", List.of("number", "margin", "recurring-cost", "revenue")));
        open(tree.o.admin());
        var cells = new StockCells((key, _) -> key, _ -> {}, true);
        var row = grid().getListDataView().getItems().findFirst().orElseThrow();

        assertThat(texts(cells.margin(below(row)))).contains("inventory.revenue.below-cost");
        assertThat(texts(cells.margin(row))).doesNotContain("inventory.revenue.below-cost");
    }

    private static com.didstock.inventory.DidRow below(com.didstock.inventory.DidRow row) {
        return new com.didstock.inventory.DidRow(
                row.number(),
                row.version(),
                row.status(),
                row.until(),
                row.releasedAt(),
                row.heldSince(),
                row.country(),
                row.area(),
                row.numberType(),
                row.numberClass(),
                row.group(),
                row.child(),
                row.childKind(),
                row.pricingBatch(),
                row.homeBatch(),
                row.vendorBatch(),
                row.vendor(),
                row.supplyLabel(),
                row.activationCost(),
                java.math.BigDecimal.TEN,
                "EUR",
                row.activationRevenue(),
                java.math.BigDecimal.ONE,
                "EUR",
                true,
                false,
                row.description());
    }

    @Test
    void theVendorIsToldToWhoBuysFromItAndToNobodyElse() {
        tree.give(tree.o, tree.a, stock);
        for (var who : List.of(tree.o.admin(), tree.a.admin())) {
            keep(who, Map.of("columns", List.of("number", "vendor", "supply")));
        }
        open(tree.o.admin());
        assertThat(cell(0, "vendor")).isEqualTo("Carrier");
        assertThat(cell(0, "supply")).isEqualTo("Carrier numbers");

        open(tree.a.admin());
        assertThat(columns()).containsExactly("number", "supply");
        assertThat(texts(grid())).doesNotContain("Carrier", "Carrier numbers");
    }

    @Test
    void aCustomerSeesWhichAccountUsesANumberAndNobodyElseDoes() {
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock);
        var account = accounts.create(tree.ca.admin(), tree.ca.id(), "reception", "");
        accountNumbers.assign(tree.ca.admin(), tree.ca.id(), account.id(), List.of("+" + stock.get(1)));

        open(tree.ca.admin());
        assertThat(IntStream.range(0, 3).mapToObj(line -> cell(line, "account")))
                .containsExactly("—", "reception", "—");

        open(tree.a.admin());
        assertThat(columns()).doesNotContain("account");
        for (var other : List.of(tree.a, tree.o, tree.b, tree.cb, tree.p)) {
            assertThat(accountNumbers.using(other.admin(), stock))
                    .as("%s", other)
                    .isEmpty();
        }
        assertThat(accountNumbers.using(tree.ca.admin(), stock)).isEqualTo(Map.of(stock.get(1), "reception"));
    }

    @Test
    void everyColumnHasATitleAndContentForEverybody() {
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock.subList(0, 1));
        var all = Map.of(
                "columns",
                Arrays.stream(StockColumn.values()).map(StockColumn::key).toList());
        for (var who : List.of(tree.o.admin(), tree.a.admin(), tree.ca.admin(), tree.clerk(tree.a))) {
            keep(who, all);
            open(who);
            assertThat(columns()).hasSizeGreaterThan(9);
            columns().forEach(key -> assertThat(cell(0, key)).as(key).isNotBlank());
            assertThat(text()).doesNotContain("!{").doesNotContainPattern("\\binventory\\.[a-z]");
            assertThat(columns().stream().map(key -> header(key).getText())).noneMatch(it -> it.contains("!{"));
        }
    }

    // ------------------------------------------------------------------------------------------- sorting

    @Test
    void aHeaderSaysWhyTheListCannotBeSortedByIt() {
        open(tree.o.admin());
        assertThat(column("group").isSortable()).isTrue();
        assertThat(header("group").getElement().hasAttribute("aria-description"))
                .isFalse();

        grid().show(
                        grid().getListDataView().getItems().toList(),
                        new com.didstock.numbering.NumberSearch.Everything(),
                        com.didstock.inventory.PageRequest.FIRST,
                        false,
                        false);

        assertThat(column("number").isSortable()).isTrue();
        assertThat(column("group").isSortable()).isFalse();
        assertThat(header("group").getElement().getAttribute("aria-description"))
                .contains("10,000");
        test(header("group")).click();
        assertThat(messages()).singleElement().asString().contains("Narrow the search down");
    }

    // ------------------------------------------------------------------------------------------- words

    private void keep(Actor who, Object layout) {
        settings.keep(who, SettingKey.INVENTORY_LIST, layout);
    }

    private void open(Actor actor) {
        signIn(actor);
        UI.getCurrent().navigate("inventory", QueryParameters.empty());
        assertThat(getCurrentView()).isInstanceOf(InventoryView.class);
    }

    private StockGrid grid() {
        return find(StockGrid.class).single();
    }

    private List<String> columns() {
        return grid().getColumns().stream()
                .map(Column::getKey)
                .filter(key -> !key.equals("tick"))
                .toList();
    }

    private Column<?> column(String key) {
        return Objects.requireNonNull(grid().getColumnByKey(key));
    }

    private Span header(String key) {
        return (Span) column(key).getHeaderComponent();
    }

    private String cell(int line, String key) {
        return test(grid()).getCellComponent(line, key).getElement().getTextRecursively();
    }

    private Checkbox box(String label) {
        return find(Checkbox.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private Select<Integer> pageSize() {
        return find(Select.class).withAriaLabel("Rows on a page").single();
    }
}
