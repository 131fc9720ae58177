package com.didstock.charges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.didstock.branding.Operators;
import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** What a month earned, cost and left, by number, batch and child. */
@SpringBootTest
class MarginsTest {

    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);

    @Autowired
    Operators operators;

    TestTree tree;
    Margins margins;
    List<String> numbers;

    @BeforeEach
    void aMonthOfTwoNumbersGivenOutOneOfThemFromTheSixteenthAndOneIdle() {
        tree = TestTree.plant();
        margins = new Margins(tree.transactions(), operators);
        tree.clock().set(Instant.parse("2026-09-01T08:00:00Z"));
        numbers = tree.load(tree.o, 3);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers.subList(0, 1));
        tree.clock().set(Instant.parse("2026-09-16T08:00:00Z"));
        tree.give(tree.o, tree.b, numbers.subList(1, 2));
        tree.clock().set(Instant.parse("2026-10-02T08:00:00Z"));
    }

    @Test
    void aNumberHasWhatItEarnedAndWhatItCost() {
        // 2.50 and 1.20 of a; half a month and 1.20 of b; the cost of each is 2.00 and 1.00.
        assertThat(rows(tree.o.admin(), MarginBy.NUMBER))
                .extracting(MarginRow::name, MarginRow::currency, MarginsTest::revenue, MarginsTest::cost)
                .containsExactly(
                        tuple(numbers.get(0), "EUR", "3.7", "3"),
                        tuple(numbers.get(1), "EUR", "2.45", "3"),
                        tuple(numbers.get(2), "EUR", "0", "3"));
    }

    @Test
    void aChildHasTheCostOfItsDaysAndNobodyTheRest() {
        assertThat(rows(tree.o.admin(), MarginBy.CHILD))
                .extracting(MarginRow::name, MarginsTest::revenue, MarginsTest::cost, row -> text(row.margin()))
                .containsExactly(
                        tuple("A", "3.7", "3", "0.7"), tuple("B", "2.45", "1", "1.45"), tuple(null, "0", "5", "-5"));
        assertThat(rows(tree.o.admin(), MarginBy.PRICING_BATCH))
                .extracting(MarginRow::name, MarginsTest::revenue, MarginsTest::cost)
                .containsExactly(tuple("Wholesale", "6.15", "4"), tuple(null, "0", "5"));
    }

    @Test
    void rowsAreSortedAndPaged() {
        var first = margins.page(tree.o.admin(), SEPTEMBER, MarginBy.NUMBER, MarginOrder.MARGIN, true, 0, 2);
        var second = margins.page(tree.o.admin(), SEPTEMBER, MarginBy.NUMBER, MarginOrder.MARGIN, true, 2, 2);

        assertThat(first.total()).isEqualTo(3);
        assertThat(first.rows()).extracting(MarginRow::name).containsExactly(numbers.get(0), numbers.get(1));
        assertThat(second.rows()).extracting(MarginRow::name).containsExactly(numbers.get(2));
        assertThat(margins.page(tree.o.admin(), SEPTEMBER, MarginBy.NUMBER, MarginOrder.REVENUE, false, 0, 1)
                        .rows())
                .extracting(MarginRow::name)
                .containsExactly(numbers.get(2));
    }

    @Test
    void eachTenantSeesItsOwnLevelOnly() {
        assertThat(rows(tree.a.viewer(), MarginBy.NUMBER))
                .extracting(MarginRow::name, MarginsTest::revenue, MarginsTest::cost)
                .containsExactly(tuple(numbers.get(0), "0", "3.7"));
        assertThat(rows(tree.b.admin(), MarginBy.NUMBER))
                .extracting(MarginRow::name)
                .containsExactly(numbers.get(1));
        assertThat(rows(tree.a1.admin(), MarginBy.NUMBER)).isEmpty();
        assertThat(rows(tree.p.admin(), MarginBy.NUMBER)).isEmpty();
    }

    @Test
    void customersAndThoseWhoSeeNoMoneyAreRefused() {
        for (var stranger : List.of(tree.ca.admin(), tree.clerk(tree.ca), tree.clerk(tree.a), tree.clerk(tree.o))) {
            assertThatThrownBy(() -> rows(stranger, MarginBy.NUMBER)).isInstanceOf(RightMissingException.class);
        }
    }

    @Test
    void aFileHasEveryRow() throws IOException {
        assertThat(file(tree.o, MarginBy.CHILD))
                .containsExactly(
                        "month,name,currency,revenue,cost,margin",
                        "2026-09,A,EUR,3.7,3,0.7",
                        "2026-09,B,EUR,2.45,1,1.45",
                        "2026-09,,EUR,0,5,-5");
    }

    private List<String> file(Member member, MarginBy by) throws IOException {
        var bytes = new ByteArrayOutputStream();
        margins.write(member.admin(), SEPTEMBER, by, Sheet.begin(SheetFormat.CSV, bytes, "margins", Margins.HEADER));
        return bytes.toString(StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .lines()
                .toList();
    }

    private List<MarginRow> rows(Actor actor, MarginBy by) {
        return margins.page(actor, SEPTEMBER, by, MarginOrder.NAME, false, 0, Margins.MOST)
                .rows();
    }

    private static String revenue(MarginRow row) {
        return text(row.revenue());
    }

    private static String cost(MarginRow row) {
        return text(row.cost());
    }

    private static String text(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
