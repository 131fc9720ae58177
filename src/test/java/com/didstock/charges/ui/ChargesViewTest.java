package com.didstock.charges.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.charges.ChargeFilter;
import com.didstock.charges.ChargeLine;
import com.didstock.charges.ChargePage;
import com.didstock.charges.ChargeSheet;
import com.didstock.charges.Charges;
import com.didstock.charges.Counterparty;
import com.didstock.charges.MarginBy;
import com.didstock.charges.Statement;
import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestTree.Member;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.select.Select;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who sees which side of which charge, as statement, list, file and screen. O gave to A, A to CA and to A1, A1 to CA1. */
class ChargesViewTest extends ScreenTest {

    @Autowired
    private Charges charges;

    private List<String> numbers = List.of();

    @BeforeEach
    void sell() {
        numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));
        tree.give(tree.a, tree.a1, numbers.subList(1, 2));
        tree.give(tree.a1, tree.ca1, numbers.subList(1, 2));
    }

    private YearMonth month() {
        return YearMonth.from(tree.clock().instant().atOffset(ZoneOffset.UTC));
    }

    private Statement statement(Member member) {
        return charges.statement(member.admin(), month());
    }

    private List<ChargeLine> lines(Member member, ChargeFilter filter) {
        return charges.page(member.admin(), month(), filter, null, 200).lines();
    }

    @Test
    void whatAParentEarnsIsWhatItsChildrenPayAndNobodyElseSeesIt() {
        assertThat(statement(tree.o).earned()).isEqualTo(statement(tree.a).paid());
        assertThat(statement(tree.a).earned().get("EUR"))
                .isEqualByComparingTo(paid(tree.ca).add(paid(tree.a1)));
        assertThat(statement(tree.a).earned().get("EUR")).isEqualByComparingTo("2.80");
        assertThat(statement(tree.a).margin().get("EUR")).isEqualByComparingTo("-0.80");
        for (var stranger : List.of(tree.b, tree.cb, tree.p, tree.q)) {
            assertThat(statement(stranger).sums()).isEmpty();
            assertThat(lines(stranger, ChargeFilter.EVERYTHING)).isEmpty();
        }
        // A sees nothing of what A1 earns of CA1, and CA1 nothing of what A1 pays.
        assertThat(lines(tree.a, ChargeFilter.EVERYTHING))
                .extracting(ChargeLine::counterparty)
                .doesNotContain(new Counterparty.Child(tree.ca1.id(), "CA1"));
        assertThat(lines(tree.ca1, ChargeFilter.EVERYTHING)).singleElement().satisfies(line -> {
            assertThat(line.counterparty()).isEqualTo(new Counterparty.Above());
            assertThat(line.batch()).isNull();
            assertThat(line.amount()).isEqualByComparingTo(new BigDecimal("1.60"));
        });
    }

    @Test
    void aSellerSeesItsMarginsByWhatItChoosesAndACustomerNone() {
        signIn(tree.a.admin());
        navigate(ChargesView.class);
        var grid = marginsGrid();
        assertThat(cells(grid)).contains("CA", "A1", "Not given out");
        assertThat(text()).doesNotContain("!charges");

        by().setValue(MarginBy.NUMBER);
        assertThat(cells(marginsGrid())).hasSize(3);

        signIn(tree.ca.admin());
        navigate(ChargesView.class);
        assertThat(find(Select.class).all()).noneMatch(it -> it.getValue() instanceof MarginBy);
    }

    private Select<MarginBy> by() {
        @SuppressWarnings("unchecked")
        var by = (Select<MarginBy>) find(Select.class).all().stream()
                .filter(it -> it.getValue() instanceof MarginBy)
                .findFirst()
                .orElseThrow();
        return by;
    }

    private Grid<?> marginsGrid() {
        return find(Grid.class).all().stream()
                .filter(grid -> grid.getColumns().size() == 4)
                .findFirst()
                .orElseThrow();
    }

    private List<String> cells(Grid<?> grid) {
        return IntStream.range(0, test(grid).size())
                .mapToObj(row -> test(grid).getCellText(row, 0))
                .toList();
    }

    @Test
    void aForeignChildOrBatchFindsNothing() {
        assertThat(lines(tree.a, ChargeFilter.EVERYTHING.withChild(tree.ca1.id())))
                .isEmpty();
        assertThat(lines(tree.b, ChargeFilter.EVERYTHING.withChild(tree.ca.id())))
                .isEmpty();
        assertThat(lines(tree.ca, new ChargeFilter("", null, null, tree.retail(tree.a), null)))
                .isEmpty();
        assertThat(lines(tree.a, new ChargeFilter("", null, null, tree.retail(tree.a), null)))
                .hasSize(1);
    }

    @Test
    void pagesHoldEveryLineOnce() {
        var all = lines(tree.a, ChargeFilter.EVERYTHING);
        ChargePage page = charges.page(tree.a.admin(), month(), ChargeFilter.EVERYTHING, null, 2);
        var seen = new ArrayList<>(page.lines());
        while (page.next() != null) {
            page = charges.page(tree.a.admin(), month(), ChargeFilter.EVERYTHING, page.next(), 2);
            seen.addAll(page.lines());
        }
        assertThat(seen).isEqualTo(all).hasSize(5);
        assertThat(lines(tree.a, ChargeFilter.EVERYTHING.withText(numbers.getFirst())))
                .hasSize(2);
    }

    @Test
    void theFileHoldsWhatIsShown() throws IOException {
        var bytes = new ByteArrayOutputStream();
        charges.write(
                tree.ca.admin(),
                month(),
                ChargeFilter.EVERYTHING,
                Sheet.begin(SheetFormat.CSV, bytes, "charges", ChargeSheet.HEADER));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("%s,PAID,PROVIDER,%s,ACTIVATION,0,1.4,EUR".formatted(month(), numbers.getFirst()))
                .doesNotContain(numbers.get(1));
    }

    @Test
    void aCustomerSeesItsCostsAndNoEarnings() {
        signIn(tree.ca.admin());
        UI.getCurrent().navigate("charges");

        assertThat(text())
                .contains("€1.40", "So far", "I pay", "What I pay")
                .doesNotContain("Margin", "I earn", "What I earn");
    }

    @Test
    void aResellerSeesBothSides() {
        UI.getCurrent().navigate("charges");

        assertThat(text()).contains("€3.60", "€2.80", "-€0.80", "So far", "Margin");
    }

    @Test
    void whoHasNoChargesIsToldWhatWouldShowThem() {
        signIn(tree.b.admin());
        UI.getCurrent().navigate("charges");

        assertThat(text()).contains("No charges in this month");
    }

    private BigDecimal paid(Member member) {
        return Objects.requireNonNull(statement(member).paid().get("EUR"));
    }
}
