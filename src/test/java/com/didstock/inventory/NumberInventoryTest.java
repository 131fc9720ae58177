package com.didstock.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.groups.DidGroups;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Filters, pages, counts and tiles, at the time that the tree's clock says. */
@SpringBootTest
class NumberInventoryTest {

    @Autowired
    NumberSearchConditions searches;

    @Autowired
    Holdings holdings;

    @Autowired
    HoldingChains chains;

    @Autowired
    FilterOptions options;

    @Autowired
    DidGroups groups;

    TestTree tree;
    NumberInventory inventory;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        inventory = new NumberInventory(tree.transactions(), searches, holdings, chains);
    }

    // ------------------------------------------------------------------------------------------- filters

    @Test
    void everyFilterFindsItsOwnAndNothingElse() {
        var berlin = tree.load(tree.o, 3);
        var vienna = tree.load(
                tree.o, TestTree.freshNumbers(2), Facts.BERLIN.in("AT", "Wien").ofType("MOBILE"));
        var nowhere = tree.load(tree.o, TestTree.freshNumbers(2), Facts.BERLIN.in(null, null));
        tree.load(tree.b, 5);
        var group = groups.create(tree.o.admin(), "Campaign", "").id();
        inventory.label(tree.o.admin(), berlin.get(0), 0, group);
        tree.put(tree.o, tree.wholesale(tree.o), List.of(berlin.get(1)));
        tree.give(tree.o, tree.a, vienna);
        var all = InventoryFilter.EVERYTHING;

        assertThat(find(tree.o, all.withCountry("AT"))).isEqualTo(vienna);
        assertThat(find(tree.o, all.withCountry("--"))).isEqualTo(nowhere);
        assertThat(find(tree.o, all.withArea("ERLI"))).isEqualTo(berlin);
        assertThat(find(tree.o, all.withArea("%"))).isEmpty();
        assertThat(find(tree.o, all.withGroup(Choice.of(group)))).containsExactly(berlin.get(0));
        assertThat(find(tree.o, all.withGroup(Choice.NONE))).hasSize(6).doesNotContain(berlin.get(0));
        assertThat(find(tree.o, all.withPricingBatch(Choice.of(tree.wholesale(tree.o)))))
                .containsExactly(berlin.get(1), vienna.get(0), vienna.get(1));
        assertThat(find(tree.o, all.withPricingBatch(Choice.NONE)))
                .containsExactly(berlin.get(0), berlin.get(2), nowhere.get(0), nowhere.get(1));
        assertThat(find(tree.o, all.withHeldBy(Choice.of(tree.a.id())))).isEqualTo(vienna);
        assertThat(find(tree.o, all.withHeldBy(Choice.NONE))).hasSize(5).doesNotContainAnyElementsOf(vienna);
        assertThat(find(tree.o, all.withVendorBatch(Choice.of(tree.vendorBatch(tree.o)))))
                .hasSize(7);
        assertThat(find(tree.a, all.withVendorBatch(Choice.NONE))).isEqualTo(vienna);
        assertThat(find(tree.a, all.withSupplyLabel("Premium routes"))).isEqualTo(vienna);
        assertThat(find(tree.a, all.withSupplyLabel("Other routes"))).isEmpty();
        assertThat(find(tree.o, all.withText("49").withCountry("DE").withStatuses(Set.of(DidStatus.FREE))))
                .isEqualTo(berlin);
        assertThat(find(tree.o, all.withText("49").withCountry("DE").withStatuses(Set.of(DidStatus.FROZEN))))
                .isEmpty();
    }

    @Test
    void idsOfOthersFindNothing() {
        var given = tree.load(tree.o, 2);
        tree.put(tree.o, tree.wholesale(tree.o), given);
        tree.give(tree.o, tree.a, given);
        var all = InventoryFilter.EVERYTHING;

        for (var foreign : List.of(
                all.withPricingBatch(Choice.of(tree.wholesale(tree.o))),
                all.withHeldBy(Choice.of(tree.a.id())),
                all.withHeldBy(Choice.of(tree.ca.id())),
                all.withVendorBatch(Choice.of(tree.vendorBatch(tree.o))))) {
            assertThat(find(tree.a, foreign)).as(foreign.toString()).isEmpty();
        }
    }

    @Test
    void statusesTellTheNumbersApart() {
        var numbers = stockOfEveryStatus();
        var all = InventoryFilter.EVERYTHING;

        for (var status : EnumSet.complementOf(EnumSet.of(DidStatus.PENDING))) {
            assertThat(find(tree.o, all.withStatuses(Set.of(status))))
                    .as(status.name())
                    .isEqualTo(numbers.get(status));
        }
        assertThat(find(tree.o, all.withStatuses(Set.of(DidStatus.FREE, DidStatus.IN_USE))))
                .hasSize(of(numbers, DidStatus.FREE).size()
                        + of(numbers, DidStatus.IN_USE).size());
        assertThat(find(tree.o, all.withStatuses(EnumSet.allOf(DidStatus.class))))
                .isEqualTo(find(tree.o, all));
    }

    // ------------------------------------------------------------------------------------------- tiles

    @Test
    void tilesAddUpToTheTotalAndAgreeWithTheFilters() {
        stockOfEveryStatus();
        tree.load(tree.o, List.of("411", "412"), Facts.BERLIN.ofType("INTERNAL").free());
        var tiles = inventory.tiles(tree.o.admin());

        assertThat(tiles.byStatus().values().stream().mapToLong(it -> it).sum()).isEqualTo(tiles.total());
        assertThat(tiles.total())
                .as("internal numbers are not counted")
                .isEqualTo(find(tree.o, InventoryFilter.EVERYTHING).size());
        for (var status : EnumSet.of(DidStatus.IN_USE, DidStatus.GIVEN, DidStatus.AGING, DidStatus.RESERVED)) {
            assertThat(tiles.of(status))
                    .as(status.name())
                    .isEqualTo(find(tree.o, InventoryFilter.EVERYTHING.withStatuses(Set.of(status)))
                            .size())
                    .isPositive();
        }
    }

    @Test
    void whatLapsesIsFreeAtThatMoment() {
        var numbers = stockOfEveryStatus();
        var before = inventory.tiles(tree.o.admin());
        // 45 days from yesterday on, the last one to its end.
        var agingEnd = tree.clock().instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(45));
        assertThat(before.nextAgingEnd()).isEqualTo(agingEnd);

        tree.clock().advance(Duration.ofDays(1));
        var reservedLapsed = inventory.tiles(tree.o.admin());
        assertThat(reservedLapsed.of(DidStatus.RESERVED)).isZero();
        assertThat(reservedLapsed.of(DidStatus.FREE))
                .isEqualTo(before.of(DidStatus.FREE) + before.of(DidStatus.RESERVED));
        assertThat(reservedLapsed.of(DidStatus.AGING)).isEqualTo(before.of(DidStatus.AGING));

        tree.clock().set(agingEnd.minusMillis(1));
        assertThat(inventory.tiles(tree.o.admin()).of(DidStatus.AGING)).isEqualTo(before.of(DidStatus.AGING));
        tree.clock().set(agingEnd);
        var allLapsed = inventory.tiles(tree.o.admin());
        assertThat(allLapsed.of(DidStatus.AGING)).isZero();
        assertThat(allLapsed.nextAgingEnd()).isNull();
        assertThat(allLapsed.total()).isEqualTo(before.total());
        assertThat(allLapsed.byStatus().values().stream().mapToLong(it -> it).sum())
                .isEqualTo(before.total());
        assertThat(allLapsed.idleCost()).isEqualTo(before.idleCost());
        assertThat(inventory
                        .get(tree.o.admin(), of(numbers, DidStatus.AGING).getFirst())
                        .status())
                .isEqualTo(DidStatus.FREE);
        assertThat(find(tree.o, InventoryFilter.EVERYTHING.withStatuses(Set.of(DidStatus.FREE))))
                .containsAll(of(numbers, DidStatus.AGING))
                .containsAll(of(numbers, DidStatus.RESERVED))
                .hasSize((int) allLapsed.of(DidStatus.FREE));
    }

    @Test
    void idleCostAndUnpricedAreOfTheWholeStock() {
        var numbers = tree.load(tree.o, 10);
        tree.put(tree.o, tree.wholesale(tree.o), numbers.subList(0, 4));
        tree.give(tree.o, tree.a, numbers.subList(0, 3));

        var tiles = inventory.tiles(tree.o.admin());

        assertThat(tiles.idleCost()).isEqualTo(Map.of("EUR", new BigDecimal("14.00000")));
        assertThat(tiles.withoutBatch()).isEqualTo(6);
        assertThat(tiles.freeWithoutBatch()).isEqualTo(6);
        assertThat(inventory.tiles(tree.a.viewer()).idleCost()).isEqualTo(Map.of("EUR", new BigDecimal("7.50000")));
        assertThat(inventory.tiles(tree.b.admin()).total()).isZero();
    }

    /** A few numbers of the operator in each status, by status. */
    private Map<DidStatus, List<String>> stockOfEveryStatus() {
        var free = tree.load(tree.o, 4);
        var frozen = tree.load(tree.o, TestTree.freshNumbers(3), Facts.BERLIN, false);
        var reserved = tree.load(tree.o, 2);
        var given = tree.load(tree.o, 5);
        var inUse = tree.load(tree.o, 3);
        var aging = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, given);
        tree.give(tree.o, tree.a, inUse);
        tree.give(tree.a, tree.ca, inUse);
        tree.setInUse(tree.ca, inUse, true);
        tree.give(tree.o, tree.a, aging);
        tree.give(tree.a, tree.ca, aging);
        tree.setInUse(tree.ca, aging, true);
        tree.clock().advance(Duration.ofDays(2));
        tree.setInUse(tree.ca, aging, false);
        tree.recall(tree.o, aging);
        tree.clock().advance(Duration.ofDays(1));
        tree.reserve(tree.o, tree.a, reserved, Duration.ofDays(1));
        return Map.of(
                DidStatus.FREE, free,
                DidStatus.FROZEN, frozen,
                DidStatus.RESERVED, reserved,
                DidStatus.GIVEN, given,
                DidStatus.IN_USE, inUse,
                DidStatus.AGING, aging);
    }

    private static List<String> of(Map<DidStatus, List<String>> numbers, DidStatus status) {
        return Objects.requireNonNull(numbers.get(status));
    }

    // ------------------------------------------------------------------------------------------- pages

    @ParameterizedTest
    @EnumSource
    void everySortShowsEveryRowOnceForwardsAndBackwards(DidSort sort) {
        stockWithManyEqualValues();
        var every = new TreeSet<>(find(tree.o, InventoryFilter.EVERYTHING));

        for (var ascending : List.of(true, false)) {
            var forwards = walk(new PageRequest(sort, ascending, null, false, 7));
            assertThat(forwards).hasSize(23);
            assertThat(new TreeSet<>(forwards)).isEqualTo(every);

            var backwards = walk(new PageRequest(sort, ascending, null, true, 7));
            assertThat(backwards).as("from the last page on").isEqualTo(forwards);
        }
        var ascending = walk(new PageRequest(sort, true, null, false, 200));
        var descending = walk(new PageRequest(sort, false, null, false, 200));
        Collections.reverse(descending);
        assertThat(descending).isEqualTo(ascending);
    }

    @Test
    void sortsByWhatTheRowShows() {
        stockWithManyEqualValues();

        assertThat(rows(DidSort.RECURRING_COST, true).stream().map(DidRow::recurringCost))
                .isSorted();
        assertThat(rows(DidSort.STATUS, true).stream().map(row -> row.status().name()))
                .isSorted();
        assertThat(rows(DidSort.DESCRIPTION, true).stream()
                        .map(row -> row.description().toLowerCase(Locale.ROOT)))
                .isSorted();
        assertThat(rows(DidSort.COUNTRY, true).stream().map(row -> row.country() == null ? "" : row.country()))
                .isSorted();
        assertThat(rows(DidSort.RECURRING_REVENUE, false).getFirst().recurringRevenue())
                .isEqualByComparingTo("3.75");
    }

    @Test
    void thePageAfterANumberBeginsBehindItWhetherOrNotItIsThere() {
        var numbers = tree.load(tree.o, 9);
        var after = new PageRequest.Position("", numbers.get(3));
        var between = new PageRequest.Position("", numbers.get(3) + "5");
        var request = new PageRequest(DidSort.NUMBER, true, null, false, 3);

        for (var position : List.of(after, between)) {
            var page = inventory.page(tree.o.admin(), InventoryFilter.EVERYTHING, request.at(position, false));
            assertThat(page.rows()).extracting(DidRow::number).isEqualTo(numbers.subList(4, 7));
            assertThat(page.first()).isNotNull();
            assertThat(page.last()).isNotNull();
        }
    }

    @Test
    void theLastPageHasNoneAfterItAndTheFirstNoneBefore() {
        tree.load(tree.o, 9);
        var request = new PageRequest(DidSort.NUMBER, true, null, false, 5);

        var first = inventory.page(tree.o.admin(), InventoryFilter.EVERYTHING, request);
        var last = inventory.page(tree.o.admin(), InventoryFilter.EVERYTHING, request.at(null, true));

        assertThat(first.first()).isNull();
        assertThat(first.last()).isNotNull();
        assertThat(last.last()).isNull();
        assertThat(last.first()).isNotNull();
        assertThat(last.rows()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no amount", "NaN", "1e400", "99999999999999999999", "'; drop table did", "\u0000"})
    void aPositionThatNoPageGaveIsNoError(String value) {
        stockWithManyEqualValues();
        var position = new PageRequest.Position(value, "4930");

        for (var sort : DidSort.values()) {
            assertThat(inventory
                            .page(
                                    tree.o.admin(),
                                    InventoryFilter.EVERYTHING,
                                    new PageRequest(sort, true, position, false, 50))
                            .rows())
                    .as(sort.name())
                    .hasSizeBetween(0, 23);
        }
    }

    private void stockWithManyEqualValues() {
        var cheap = tree.load(tree.o, 9);
        tree.load(
                tree.o,
                TestTree.freshNumbers(6),
                Facts.BERLIN.costing("1.00", "3.25").in("AT", null));
        var rest = tree.load(
                tree.o,
                TestTree.freshNumbers(8),
                Facts.BERLIN.costing("0", "0.00725").in(null, null));
        tree.put(tree.o, tree.wholesale(tree.o), cheap.subList(0, 5));
        tree.put(tree.o, tree.retail(tree.o), find(tree.o, InventoryFilter.EVERYTHING.withCountry("AT")));
        tree.give(tree.o, tree.a, cheap.subList(0, 3));
        tree.give(tree.o, tree.b, rest.subList(0, 2));
        var group = groups.create(tree.o.admin(), "Campaign", "").id();
        for (var number : List.of(cheap.get(1), cheap.get(7), rest.get(3))) {
            inventory.label(tree.o.admin(), number, version(number), group);
            inventory.describe(tree.o.admin(), number, version(number), "zebra " + number.length());
        }
        inventory.describe(tree.o.admin(), rest.get(4), version(rest.get(4)), "Ärger");
    }

    private int version(String number) {
        return inventory.get(tree.o.admin(), number).version();
    }

    /** All numbers in the order of a walk over all pages, forwards or backwards. */
    private List<String> walk(PageRequest from) {
        var walked = new ArrayList<String>();
        var request = from;
        for (var pages = 0; pages < 20; pages++) {
            var page = inventory.page(tree.o.admin(), InventoryFilter.EVERYTHING, request);
            var numbers = page.rows().stream().map(DidRow::number).toList();
            walked.addAll(from.backwards() ? 0 : walked.size(), numbers);
            var next = from.backwards() ? page.first() : page.last();
            if (next == null) {
                return walked;
            }
            request = from.at(next, from.backwards());
        }
        throw new AssertionError("no end of pages");
    }

    private List<DidRow> rows(DidSort sort, boolean ascending) {
        return inventory
                .page(tree.o.admin(), InventoryFilter.EVERYTHING, new PageRequest(sort, ascending, null, false, 200))
                .rows();
    }

    // ------------------------------------------------------------------------------------------- counts

    @Test
    void countsAreExactUpToTenThousandAndForTheWholeInventory() {
        var numbers = tree.load(tree.o, 10_050);
        var de = InventoryFilter.EVERYTHING.withCountry("DE");

        assertThat(inventory.count(tree.o.admin(), InventoryFilter.EVERYTHING)).isEqualTo(new HitCount(10_050, true));
        assertThat(inventory.count(tree.o.admin(), de)).isEqualTo(new HitCount(10_000, false));
        assertThat(inventory.count(tree.o.admin(), de.withText("=" + numbers.get(7))))
                .isEqualTo(new HitCount(1, true));
        assertThat(inventory.count(tree.o.admin(), InventoryFilter.EVERYTHING.withText("49")))
                .isEqualTo(new HitCount(10_000, false));
        // The index tells how many numbers contain it.
        var part = numbers.getFirst().substring(0, 5);
        assertThat(inventory.count(tree.o.admin(), InventoryFilter.EVERYTHING.withText("%" + part)))
                .isEqualTo(new HitCount(
                        numbers.stream().filter(number -> number.contains(part)).count(), true));
        assertThat(inventory.count(tree.a.admin(), de)).isEqualTo(new HitCount(0, true));
    }

    // ------------------------------------------------------------------------------------------- who sees what

    @Test
    void viewersAndCustomersSeeTheirOwnAndMayDoWhatTheirRoleSays() {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));

        assertThat(inventory.scope(tree.o.admin())).isEqualTo(new NumberInventory.Scope(true, true, true, true, true));
        assertThat(inventory.scope(tree.a.viewer()))
                .isEqualTo(new NumberInventory.Scope(true, false, false, false, true));
        assertThat(inventory.scope(tree.ca.admin()))
                .isEqualTo(new NumberInventory.Scope(false, false, true, false, true));
        assertThat(inventory
                        .page(tree.a.viewer(), InventoryFilter.EVERYTHING, PageRequest.FIRST)
                        .rows())
                .extracting(DidRow::number)
                .isEqualTo(numbers);
        var row = inventory.get(tree.ca.admin(), numbers.getFirst());
        assertThat(row.status()).isEqualTo(DidStatus.FREE);
        assertThat(row.recurringCost()).isEqualByComparingTo("3.00");
        assertThat(row.vendorBatch()).isNull();
        assertThat(row.pricingBatch()).isNull();
        assertThatThrownBy(() -> inventory.get(tree.ca.admin(), numbers.get(1))).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> inventory.describe(tree.a.viewer(), numbers.get(1), 0, "mine"))
                .isInstanceOf(RightMissingException.class);
    }

    @Test
    void filtersOfferOnlyOwnNames() {
        groups.create(tree.a.admin(), "Only A’s", "");

        assertThat(names(tree.o, FilterOptions.Kind.CHILD, "")).containsExactly("A", "B");
        assertThat(names(tree.a, FilterOptions.Kind.CHILD, "c")).containsExactly("CA");
        assertThat(names(tree.a, FilterOptions.Kind.GROUP, "")).containsExactly("Only A’s");
        assertThat(names(tree.o, FilterOptions.Kind.GROUP, "")).isEmpty();
        assertThat(names(tree.a, FilterOptions.Kind.VENDOR_BATCH, "")).isEmpty();
        assertThat(names(tree.b, FilterOptions.Kind.PRICING_BATCH, "RET")).containsExactly("Retail");
        assertThat(options.named(
                        tree.a.admin(),
                        FilterOptions.Kind.PRICING_BATCH,
                        List.of(tree.retail(tree.o), tree.retail(tree.a))))
                .containsExactly(new Named(tree.retail(tree.a), "Retail"));
    }

    private List<String> names(Member member, FilterOptions.Kind kind, String text) {
        return options.find(member.admin(), kind, new FilterOptions.Slice(text, 0, 50)).stream()
                .map(Named::name)
                .toList();
    }

    // ------------------------------------------------------------------------------------------- labels

    @Test
    void parentAndChildDescribeAndGroupTheSameNumberEachForItself() {
        var number = tree.load(tree.o, 1).getFirst();
        tree.give(tree.o, tree.a, List.of(number));
        var own = groups.create(tree.a.admin(), "Campaign", "").id();

        var above = inventory.describe(tree.o.admin(), number, version(number), "  sold to A  ");
        var below = inventory.label(tree.a.admin(), number, 0, own);
        below = inventory.describe(tree.a.admin(), number, below.version(), "hotline");

        assertThat(above.description()).isEqualTo("sold to A");
        assertThat(inventory.get(tree.o.admin(), number)).isEqualTo(above);
        assertThat(below.description()).isEqualTo("hotline");
        assertThat(below.group()).isEqualTo(new Named(own, "Campaign"));
        assertThat(inventory
                        .label(tree.a.admin(), number, below.version(), null)
                        .group())
                .isNull();
        assertThatThrownBy(() -> inventory.label(tree.o.admin(), number, above.version(), own))
                .isInstanceOf(NotThereException.class);
    }

    @Test
    void anEditOfAnOldVersionIsRefusedAndChangesNothing() {
        var number = tree.load(tree.o, 1).getFirst();
        var group = groups.create(tree.o.admin(), "Campaign", "").id();
        inventory.describe(tree.o.admin(), number, 0, "first");

        assertThatThrownBy(() -> inventory.describe(tree.o.admin(), number, 0, "second"))
                .isInstanceOf(StockChangedException.class);
        assertThatThrownBy(() -> inventory.label(tree.o.admin(), number, 0, group))
                .isInstanceOf(StockChangedException.class);

        var row = inventory.get(tree.o.admin(), number);
        assertThat(row.description()).isEqualTo("first");
        assertThat(row.group()).isNull();
        // Nothing to do is no conflict.
        assertThat(inventory.describe(tree.o.admin(), number, row.version(), "first"))
                .isEqualTo(row);
    }

    private List<String> find(Member member, InventoryFilter filter) {
        return inventory
                .page(member.admin(), filter, new PageRequest(DidSort.NUMBER, true, null, false, PageRequest.MAX_SIZE))
                .rows()
                .stream()
                .map(DidRow::number)
                .toList();
    }
}
