package com.didstock.inventory.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.conditions.ConditionField;
import com.didstock.conditions.ConditionJson;
import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.SearchCondition;
import com.didstock.inventory.DidRow;
import com.didstock.tenancy.Actor;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdvancedSearchTest extends ScreenTest {

    private static final SearchCondition BERLIN = SearchCondition.Test.of("area", ConditionOperator.CONTAINS, "berl");
    private static final SearchCondition AUSTRIA = SearchCondition.Test.of("country", ConditionOperator.IS, "AT");

    List<String> berlin;
    List<String> vienna;

    @BeforeEach
    void stockUp() {
        berlin = tree.load(tree.o, 3);
        vienna = tree.load(tree.o, TestTree.freshNumbers(2), Facts.BERLIN.in("AT", "Wien"));
        tree.load(tree.b, 2);
    }

    @Test
    void theAddressHoldsTheConditionAndItsChipsSayIt() {
        open(tree.o.admin(), new SearchCondition.And(List.of(BERLIN, AUSTRIA.negated())));

        assertThat(rows()).isEqualTo(berlin);
        assertThat(text()).contains("Area contains “berl”", "AND", "NOT Country is Austria (AT)");
    }

    @Test
    void eachPartCanBeTakenAway() {
        open(tree.o.admin(), new SearchCondition.And(List.of(BERLIN, AUSTRIA)));
        assertThat(rows()).isEmpty();

        remove("Area contains “berl”");
        assertThat(rows()).isEqualTo(vienna);

        remove("Country is Austria (AT)");
        assertThat(rows()).hasSize(5);
        assertThat(address()).isEqualTo("inventory");
    }

    @Test
    void whatIsBuiltIsCountedMeanwhileAndSearchedThen() {
        open(tree.o.admin(), "inventory");
        test(button("Advanced")).click();

        choose("area");
        assertThat(dialog()).contains("5 found");
        test(find(TextField.class).withAriaLabel("Value").single()).setValue("wien");
        assertThat(dialog()).contains("2 found");
        test(button("Search")).click();

        assertThat(rows()).isEqualTo(vienna);
        assertThat(address()).startsWith("inventory?filter=");
    }

    @Test
    void partsGoIntoGroupsAndOutAgain() {
        open(tree.o.admin(), new SearchCondition.And(List.of(BERLIN, AUSTRIA)));
        test(button("Advanced")).click();
        assertThat(dialog()).contains("0 found");

        test(labelled("Into a group", 0)).click();
        test(labelled("Into a group", 1)).click();
        assertThat(joiners()).hasSize(2);
        join(1, "Any of these (OR)");
        assertThat(dialog()).contains("5 found");
        test(button("Search")).click();
        assertThat(rows()).hasSize(5);

        test(button("Advanced")).click();
        join(0, "All of these (AND)");
        assertThat(dialog()).contains("0 found");
    }

    @Test
    void theSearchBarsPartIsTakenUp() {
        open(tree.o.admin(), "inventory?country=AT&status=FREE");
        test(button("Advanced")).click();
        assertThat(dialog()).contains("The search bar narrows this as well.", "2 found");
        test(button("Make conditions of it")).click();
        test(button("Search")).click();

        assertThat(rows()).isEqualTo(vienna);
        assertThat(address()).startsWith("inventory?filter=").doesNotContain("country=AT");
        assertThat(text()).contains("Country is Austria (AT)", "Status is one of Free");
    }

    @Test
    void whatIsOthersReadsAsDeletedAndFindsNothing() {
        open(
                tree.o.admin(),
                SearchCondition.Test.of(
                        "pricingBatch", ConditionOperator.IS, Integer.toString(tree.wholesale(tree.a))));

        assertThat(text()).contains("Pricing batch is (deleted)").doesNotContain("Wholesale");
        assertThat(text()).contains("No number matches");
    }

    @Test
    void onlyWhatIsDeletedIsTakenOutOfACondition() {
        var gone = SearchCondition.Test.of(
                "pricingBatch",
                ConditionOperator.IS_ONE_OF,
                Integer.toString(tree.wholesale(tree.a)),
                Integer.toString(tree.wholesale(tree.o)));
        tree.put(tree.o, tree.wholesale(tree.o), berlin);
        open(tree.o.admin(), new SearchCondition.And(List.of(gone, BERLIN)));
        assertThat(rows()).isEqualTo(berlin);
        assertThat(text()).contains("no longer there (Pricing batch)");

        test(button("Take it out of the search")).click();

        assertThat(rows()).isEqualTo(berlin);
        assertThat(text()).contains("“Wholesale”").doesNotContain("(deleted)", "no longer there");
    }

    @Test
    void aFieldThatOneDoesNotHaveIsLeftOutAndSaidSo() {
        tree.give(tree.o, tree.a, berlin);
        open(tree.a.admin(), SearchCondition.Test.of("vendorBatch", ConditionOperator.IS_EMPTY));

        assertThat(rows()).isEqualTo(berlin);
        assertThat(messages()).anyMatch(it -> it.contains("it was left out"));
    }

    @Test
    void junkInTheAddressIsIgnored() {
        for (var junk : List.of("%7B", "[]", "nonsense", "%7B%22and%22%3A%5B%5D%7D")) {
            open(tree.o.admin(), "inventory?filter=" + junk);
            assertThat(rows()).hasSize(5);
        }
    }

    @Test
    void everyFieldHasItsWords() {
        for (var member : List.of(tree.o, tree.a, tree.ca)) {
            open(member.admin(), "inventory");
            test(button("Advanced")).click();
            var box = fieldBox();
            box.getListDataView().getItems().forEach(field -> {
                assertThat(box.getItemLabelGenerator().apply(field)).doesNotStartWith("!");
                box.setValue(field);
                assertThat(dialog()).doesNotContain("!conditions", "!inventory");
            });
        }
    }

    // ------------------------------------------------------------------------------------------- doing

    /** It takes too long here because somebody else has the table to himself. */
    @Test
    void whatTakesTooLongIsSaidByTheListAndByTheBuilder() throws SQLException {
        open(tree.o.admin(), "inventory");
        test(button("Advanced")).click();
        choose("area");
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table didstock.did_holding in access exclusive mode");
            test(find(TextField.class).withAriaLabel("Value").single()).setValue("wien");
            assertThat(dialog()).contains("This takes too long to count. Narrow it down");
            test(button("Cancel")).click();
            UI.getCurrent().navigate("inventory", QueryParameters.of("q", "%00%"));
            assertThat(text()).contains("This search takes too long", "Narrow it down");
            connection.rollback();
        }

        UI.getCurrent().navigate("inventory", QueryParameters.of("country", "AT"));
        assertThat(rows()).isEqualTo(vienna);
    }

    @Test
    void aConditionOfAHundredTestsIsInTheAddress() {
        var tests = IntStream.range(0, SearchCondition.MOST_TESTS)
                .<SearchCondition>mapToObj(i -> SearchCondition.Test.of(
                        "description", ConditionOperator.CONTAINS, "not there, whatever one looks for " + i))
                .toList();
        var condition = new SearchCondition.Or(
                Stream.concat(tests.stream().skip(1), Stream.of(AUSTRIA)).toList());
        open(tree.o.admin(), condition);
        assertThat(rows()).isEqualTo(vienna);

        remove("Description contains “not there, whatever one looks for 1”");
        assertThat(rows()).isEqualTo(vienna);
        assertThat(address()).startsWith("inventory?filter=").hasSizeLessThan(2_000);
    }

    private void open(Actor actor, SearchCondition condition) {
        open(actor, "inventory?filter=" + URLEncoder.encode(ConditionJson.write(condition), StandardCharsets.UTF_8));
    }

    private void open(Actor actor, String address) {
        signIn(actor);
        var parts = address.split("\\?", 2);
        UI.getCurrent().navigate(parts[0], QueryParameters.fromString(parts.length == 1 ? "" : parts[1]));
    }

    private List<String> rows() {
        return find(Grid.class).all().stream()
                .flatMap(grid -> ((Grid<?>) grid).getListDataView().getItems())
                .map(row -> ((DidRow) row).number())
                .toList();
    }

    private void remove(String words) {
        test(find(NativeButton.class).withAriaLabel("Remove: " + words).single())
                .click();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<ConditionField> fieldBox() {
        return (ComboBox<ConditionField>)
                find(ComboBox.class).withAriaLabel("Field").single();
    }

    private void choose(String field) {
        var box = fieldBox();
        box.setValue(box.getListDataView()
                .getItems()
                .filter(it -> it.name().equals(field))
                .findFirst()
                .orElseThrow());
        roundTrip();
    }

    private Button labelled(String label, int index) {
        return find(Button.class).withAriaLabel(label).all().get(index);
    }

    private List<? extends Select<?>> joiners() {
        return find(Select.class).withAriaLabel("How the parts are joined").all().stream()
                .map(it -> (Select<?>) it)
                .toList();
    }

    private void join(int index, String label) {
        test(joiners().get(index)).selectItem(label);
    }

    private String dialog() {
        var dialog = find(Dialog.class).single();
        return texts((Component) dialog).collect(Collectors.joining("\n"))
                + dialog.getElement().getTextRecursively()
                + find(Span.class).all().stream().map(Span::getText).collect(Collectors.joining("\n", "\n", ""));
    }
}
