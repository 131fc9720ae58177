package com.didstock.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class InventoryPagesTest {

    @Autowired
    NumberInventory inventory;

    private TestTree tree;
    private List<String> numbers;

    /** Twelve numbers that differ in everything a list is sorted by, and agree in some of it. */
    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        numbers = new ArrayList<>(tree.load(tree.o, 4));
        numbers.addAll(tree.load(
                tree.o,
                TestTree.freshNumbers(4),
                Facts.BERLIN.costing("3.00", "1.00").in("FR", "Paris")));
        numbers.addAll(tree.load(
                tree.o,
                TestTree.freshNumbers(4),
                Facts.BERLIN.costing("2.00", "9.00").in("FR", null)));
        tree.put(tree.o, tree.wholesale(tree.o), numbers.subList(2, 7));
        tree.put(tree.o, tree.retail(tree.o), numbers.subList(9, 11));
        tree.give(tree.o, tree.a, numbers.subList(3, 6));
        inventory.describe(tree.o.admin(), numbers.get(1), version(numbers.get(1)), "first of all");
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderGoesForwardsToTheEndAndBackOverTheSamePages(DidSort sort) {
        for (var ascending : List.of(true, false)) {
            var request = new PageRequest(sort, ascending, null, false, 5);
            var first = page(request);
            var second = page(request.at(first.last(), false));
            var third = page(request.at(second.last(), false));

            assertThat(first.first()).isNull();
            assertThat(third.last()).isNull();
            assertThat(numbers(first, second, third)).containsExactlyInAnyOrderElementsOf(numbers);
            assertThat(page(request.at(third.first(), true))).isEqualTo(second);
            assertThat(page(request.at(second.first(), true)).rows()).isEqualTo(first.rows());
            assertThat(page(request.at(null, true)).rows()).hasSize(5).endsWith(last(third));
        }
    }

    @Test
    void sortsByWhatTheRowShows() {
        assertThat(shown(DidSort.NUMBER, DidRow::number)).isSorted();
        assertThat(shown(DidSort.RECURRING_COST, row -> Objects.requireNonNull(row.recurringCost())))
                .isSorted();
        assertThat(shown(DidSort.RECURRING_REVENUE, row -> money(row.recurringRevenue())))
                .isSorted();
        assertThat(shown(DidSort.CHILD, row -> name(row.child()))).isSorted();
        assertThat(shown(DidSort.PRICING_BATCH, row -> name(row.pricingBatch())))
                .isSorted();
        assertThat(shown(DidSort.DESCRIPTION, DidRow::description)).isSorted().endsWith("first of all");
    }

    @Test
    void listsEachCountryOnce() {
        assertThat(inventory.countries(tree.o.admin())).containsExactly("DE", "FR");
        assertThat(inventory.countries(tree.b.admin())).isEmpty();
    }

    private DidPage page(PageRequest request) {
        return inventory.page(tree.o.admin(), InventoryFilter.EVERYTHING, request);
    }

    private <T> List<T> shown(DidSort sort, Function<DidRow, T> what) {
        return page(new PageRequest(sort, true, null, false, 50)).rows().stream()
                .map(what)
                .toList();
    }

    private int version(String number) {
        return inventory.get(tree.o.admin(), number).version();
    }

    private static List<String> numbers(DidPage... pages) {
        return List.of(pages).stream()
                .flatMap(page -> page.rows().stream())
                .map(DidRow::number)
                .toList();
    }

    private static DidRow last(DidPage page) {
        return page.rows().getLast();
    }

    private static BigDecimal money(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ONE.negate() : amount;
    }

    private static String name(@Nullable Named named) {
        return named == null ? "" : named.name().toLowerCase(Locale.ROOT);
    }
}
