package com.didstock.offer.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.offer.OfferedNumber;
import com.didstock.tenancy.Actor;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestDatabase;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GetNumbersViewTest extends ScreenTest {

    List<String> stock;

    @BeforeEach
    void stockUp() {
        stock = tree.load(tree.o, 5);
    }

    @Test
    void showsTheOfferAtTheOwnPriceAndTakesAsManyAsTyped() {
        open(tree.a.admin());
        assertThat(rows()).isEqualTo(stock);
        assertThat(text()).contains("5 numbers can be had").doesNotContain("2.00");
        assertThat(take().isEnabled()).as("nothing is preset").isFalse();

        howMany(2);
        assertThat(take().getText()).isEqualTo("Take 2 numbers");
        test(take()).click();
        assertThat(question()).contains("€2.40").contains("€5.00");
        assertThat(tree.status(tree.o, stock.get(0))).as("not taken yet").isEqualTo("FREE");
        confirm();

        assertThat(messages()).singleElement().asString().contains("2 numbers are yours now");
        assertThat(rows()).hasSize(3);
        assertThat(stock.stream().filter(it -> tree.status(tree.a, it).equals("FREE")))
                .hasSize(2);
    }

    @Test
    void takesTheTickedOnes() {
        open(tree.a.admin());
        tick(stock.get(3));
        tick(stock.get(1));

        test(take()).click();
        confirm();

        assertThat(rows()).containsExactly(stock.get(0), stock.get(2), stock.get(4));
    }

    @Test
    void reservesTheTickedOnesAndTakesOneOfThem() {
        open(tree.a.admin());
        tick(stock.get(1));
        tick(stock.get(3));
        test(find(Button.class).withText("Reserve").single()).click();

        assertThat(rows()).containsExactly(stock.get(0), stock.get(2), stock.get(4));
        assertThat(text()).contains("Reserved for me");
        assertThat(find(Button.class).withText("Extend by 14 days").all()).hasSize(2);
        test(find(Button.class).withText("Cancel reservation").all().getFirst()).click();
        assertThat(rows()).hasSize(4).contains(stock.get(1));
        test(find(Button.class).withText("Take").single()).click();
        confirm();

        assertThat(tree.status(tree.a, stock.get(3))).isEqualTo("FREE");
        assertThat(text()).doesNotContain("Reserved for me");
    }

    @Test
    void takesOnlyWhatTheSearchFinds() {
        open(tree.a.admin());
        test(find(TextField.class).withAriaLabel("DID number").single()).setValue("=" + stock.get(4));
        assertThat(rows()).containsExactly(stock.get(4));

        howMany(3);
        test(take()).click();
        assertThat(question()).contains("Only 1 can be had");
        confirm();

        assertThat(tree.status(tree.a, stock.get(4))).isEqualTo("FREE");
        assertThat(tree.status(tree.o, stock.get(0))).isEqualTo("FREE");
        assertThat(text()).contains("Nothing on offer matches");
    }

    @Test
    void whatOthersTookInTheMeantimeIsSaid() {
        open(tree.a.admin());
        tick(stock.get(0));
        test(take()).click();
        tree.give(tree.o, tree.b, stock.subList(0, 1));

        confirm();

        assertThat(messages()).singleElement().asString().contains("just taken by somebody else");
        assertThat(rows()).isEqualTo(stock.subList(1, 5));
    }

    @Test
    void aPriceThatRoseAndALimitAreSaidAndNothingIsTaken() throws SQLException {
        open(tree.a.admin());
        howMany(2);
        test(take()).click();
        var batch = tree.wholesale(tree.o);
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update pricing_batch set recurring_fee = 0.60 where id = ?", batch));
        confirm();
        assertThat(messages()).singleElement().asString().contains("The price rose meanwhile; nothing was taken");

        asAdministrator("update didstock.tenant set max_numbers = 1 where tenant_id = " + tree.a.id());
        open(tree.a.admin());
        howMany(2);
        test(take()).click();
        confirm();
        assertThat(messages()).singleElement().asString().contains("exceed the number of numbers");
        assertThat(rows()).isEqualTo(stock);
    }

    @Test
    void aCustomerGetsNumbersThatAreDrawnThroughItsReseller() throws SQLException {
        asAdministrator("update didstock.tenant set may_draw = true where tenant_id = " + tree.ca.id());
        open(tree.ca.admin());
        assertThat(rows()).isEqualTo(stock);
        howMany(1);
        test(take()).click();
        confirm();

        assertThat(tree.status(tree.ca, stock.getFirst())).isEqualTo("FREE");
        assertThat(tree.status(tree.a, stock.getFirst())).isEqualTo("GIVEN");
    }

    @Test
    void aNumberThatStillRestsIsTakenBackAtItsFormerPrice() {
        var number = rested();
        open(tree.ca.admin());
        assertThat(text()).contains("Numbers you had that are still resting").contains("€3.00 a month");

        test(find(Button.class).withText("Take back").single()).click();
        assertThat(question()).contains("€3.00").contains("no activation");
        assertThat(tree.status(tree.a, number)).as("not yet").isEqualTo("AGING");
        confirm();

        assertThat(messages()).singleElement().asString().contains("yours again");
        assertThat(tree.status(tree.ca, number)).isEqualTo("FREE");
        assertThat(find(Button.class).withText("Take back").all()).isEmpty();
        assertThat(text()).contains("until that is over you can take it back here");
    }

    @Test
    void whatCanNotComeBackIsSaidAndWhatIsGoneMeanwhileToo() {
        rested();
        open(tree.ca.admin());
        tree.run(
                tree.a,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set max_numbers = 0 where tenant_id = ?", tree.ca.id()));
        test(find(Button.class).withText("Take back").single()).click();
        confirm();
        assertThat(messages()).singleElement().asString().contains("exceed the number of numbers");

        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set status = 'SUSPENDED' where tenant_id = ?", tree.a.id()));
        open(tree.ca.admin());
        assertThat(find(Button.class).withText("Take back").all()).isEmpty();
        assertThat(text()).contains("can no longer come back to you the way it went");
    }

    /** An hour ago it was given back after a day's use. */
    private String rested() {
        tree.clock().set(Instant.now().truncatedTo(ChronoUnit.MICROS).minus(Duration.ofHours(25)));
        var one = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, one);
        tree.give(tree.a, tree.ca, one);
        tree.setInUse(tree.ca, one, true);
        tree.clock().advance(Duration.ofDays(1));
        tree.setInUse(tree.ca, one, false);
        tree.release(tree.ca, one);
        return one.getFirst();
    }

    @Test
    void theOfferIsNotForViewersOperatorsAndClerks() {
        for (var who : List.of(tree.a.viewer(), tree.o.admin(), tree.clerk(tree.ca), tree.clerk(tree.a))) {
            signIn(who);
            assertThat(opened()).as(who.toString()).isFalse();
        }
    }

    // ------------------------------------------------------------------------------------------- words

    private boolean opened() {
        try {
            UI.getCurrent().navigate("get-numbers");
            return getCurrentView() instanceof GetNumbersView;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    private void open(Actor actor) {
        signIn(actor);
        assertThat(opened()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private Grid<OfferedNumber> grid() {
        return find(Grid.class).single();
    }

    private List<String> rows() {
        return find(Grid.class).exists()
                ? grid().getListDataView().getItems().map(OfferedNumber::number).toList()
                : List.of();
    }

    private void tick(String number) {
        var row = grid().getListDataView()
                .getItems()
                .filter(it -> it.number().equals(number))
                .findFirst()
                .orElseThrow();
        grid().select(row);
    }

    private void howMany(int count) {
        test(find(IntegerField.class).withAriaLabel("How many").single()).setValue(count);
    }

    private Button take() {
        return find(Button.class).withTextContaining("Take").single();
    }

    private String question() {
        return find(ConfirmDialog.class).single().getElement().getProperty("message");
    }

    private void confirm() {
        test(find(ConfirmDialog.class).single()).confirm();
    }

    private static void asAdministrator(String sql) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
